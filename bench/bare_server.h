#pragma once
// The limit for a page: Beast, SQLite and the finished bytes of the answer, and nothing between
// them. Each request runs the statements that Ante ran for it, reads every cell, and is answered
// with the bytes that Ante answered with.

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "spoken.h"

namespace ante::bench {

struct Page {
    std::vector<Statement> statements;
    std::string bytes;  // the body
};

class BareServer {
public:
    // Pages by their target. Listens on 127.0.0.1, on a port that the system chooses.
    BareServer(const std::string& file, std::map<std::string, Page> pages, unsigned threads);
    ~BareServer();

    std::uint16_t port() const;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace ante::bench
