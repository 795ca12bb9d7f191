#include "server/cli/cli.h"

int main(int argc, char** argv) {
    return ante::server::cli::run(argc, argv);
}
