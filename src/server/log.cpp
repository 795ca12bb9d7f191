#include "server/log.h"

#include <pthread.h>
#include <spdlog/async.h>
#include <spdlog/async_logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <array>
#include <chrono>
#include <mutex>

#include "base/json.h"
#include "base/time.h"

namespace ante::server {
namespace {

constexpr std::size_t room_for_lines = 8192;
constexpr std::size_t longest_id = 36;
constexpr std::array level_words{"debug", "info", "warn", "error", "off"};

spdlog::level::level_enum spdlog_level(Level level) {
    switch (level) {
        case Level::debug: return spdlog::level::debug;
        case Level::info: return spdlog::level::info;
        case Level::warn: return spdlog::level::warn;
        case Level::error: return spdlog::level::err;
        case Level::off: return spdlog::level::off;
    }
    return spdlog::level::off;
}

class CallingSink final : public spdlog::sinks::base_sink<std::mutex> {
public:
    explicit CallingSink(std::function<void(std::string_view)> call) : call_(std::move(call)) {}

private:
    void sink_it_(const spdlog::details::log_msg& message) override {
        call_({message.payload.data(), message.payload.size()});
    }
    void flush_() override {}

    std::function<void(std::string_view)> call_;
};

}  // namespace

std::optional<Level> level_of(std::string_view word) {
    for (std::size_t i = 0; i < level_words.size(); ++i)
        if (word == level_words[i]) return static_cast<Level>(i);
    return std::nullopt;
}

struct Log::Writer {
    explicit Writer(spdlog::sink_ptr sink)
        : pool(std::make_shared<spdlog::details::thread_pool>(
              room_for_lines, 1, [] { ::pthread_setname_np(::pthread_self(), "ante-log"); })),
          logger(std::make_shared<spdlog::async_logger>(
              "ante", std::move(sink), pool, spdlog::async_overflow_policy::overrun_oldest)) {
        logger->set_level(spdlog::level::trace);
        logger->set_formatter(std::make_unique<spdlog::pattern_formatter>("%v"));
    }

    std::shared_ptr<spdlog::details::thread_pool> pool;
    std::shared_ptr<spdlog::async_logger> logger;
};

Log::Log(std::unique_ptr<Writer> writer, Level least) : writer_(std::move(writer)), least_(least) {
}
Log::Log(Log&&) noexcept = default;

Log::~Log() {
    if (!writer_) return;
    const auto lost = static_cast<std::int64_t>(writer_->pool->overrun_counter());
    if (lost > 0) say(Level::warn, "log_lines_lost", {{"lines", lost}});
}

Log Log::to_stderr(Level least) {
    return Log(std::make_unique<Writer>(std::make_shared<spdlog::sinks::stderr_sink_mt>()), least);
}

Log Log::to(std::function<void(std::string_view)> sink, Level least) {
    return Log(std::make_unique<Writer>(std::make_shared<CallingSink>(std::move(sink))), least);
}

void Log::say(Level level, std::string_view event, std::initializer_list<LogField> fields) {
    if (!takes(level)) return;
    std::string line;
    line.reserve(256);
    line += R"({"time":")";
    line += text_of(std::chrono::floor<milliseconds>(std::chrono::system_clock::now()));
    line += R"(","level":")";
    line += level_words[static_cast<std::size_t>(level)];
    line += R"(","event":)";
    write_json_text(event, line);
    for (const LogField& f : fields) {
        if (!f.is_number && f.text.empty()) continue;
        line += ',';
        write_json_text(f.name, line);
        line += ':';
        if (f.is_number) {
            line += std::to_string(f.number);
        } else {
            write_json_text(f.text, line);
        }
    }
    line += '}';
    writer_->logger->log(spdlog_level(level), spdlog::string_view_t(line.data(), line.size()));
}

std::string masked(std::string_view path) {
    std::string out;
    while (!path.empty()) {
        const auto end = std::min(path.find('/', 1), path.size());
        const auto part = path.substr(0, end);
        path.remove_prefix(end);
        if (part.size() > longest_id + 1 + 3) {
            out += "/*";
        } else {
            out += part;
        }
    }
    return out;
}

}  // namespace ante::server
