# How everything here is compiled: warnings are errors on both compilers, ccache and mold are used
# where they are.
find_program(CCACHE ccache)
if(CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
    # ccache reads through headers that were precompiled (CCACHE_SLOPPINESS in ./dev), …
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        add_compile_options(-fpch-preprocess)
    else()
        add_compile_options("SHELL:-Xclang -fno-pch-timestamp")
    endif()
endif()
find_program(MOLD mold)
if(MOLD)
    add_link_options(-fuse-ld=mold)
endif()

add_compile_options(-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # Outcome's variants and std::optional make g++ 12 see uninitialised reads that are not there;
    # out of a precompiled header it takes the library's own code for ours, and sees more of that.
    add_compile_options(-Wno-maybe-uninitialized -Wno-array-bounds -Wno-stringop-overflow
                        -Wno-stringop-overread -Wno-restrict -Wno-dangling-pointer)
endif()

# Indexing past the end of a vector ends the program with a sentence, in the release too.
add_compile_definitions(_GLIBCXX_ASSERTIONS)
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -fstack-protector-strong -D_FORTIFY_SOURCE=2")
set(CMAKE_EXE_LINKER_FLAGS_RELEASE "-Wl,-z,relro -Wl,-z,now")

if(ANTE_SANITIZE)
    add_compile_options(-fsanitize=${ANTE_SANITIZE} -fno-omit-frame-pointer
                        -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${ANTE_SANITIZE})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND ANTE_SANITIZE MATCHES "undefined")
        # clang 14 can't lay out coroutines with this one check.
        add_compile_options(-fno-sanitize=function)
    endif()
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND ANTE_SANITIZE MATCHES "thread")
        # Asio has fences, which the thread sanitizer does not see; its locks, which it sees, do.
        add_compile_options(-Wno-tsan)
    endif()
endif()
if(ANTE_FUZZ)
    if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        message(FATAL_ERROR "libFuzzer comes with clang: use the preset asan or fuzz.")
    endif()
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()
