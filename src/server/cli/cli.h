#pragma once
// The command line: `ante COMMAND …`. Answers the process's exit code (terminal.h).

namespace ante::server::cli {

int run(int argc, char** argv);

}  // namespace ante::server::cli
