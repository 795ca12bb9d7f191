# Writes ${OUT}: every file of ${FOLDER} (what `npm run build` made in web/), byte for byte, with its
# compressed twin where there is one. An empty list if there are no screens.
file(GLOB_RECURSE found RELATIVE ${FOLDER} ${FOLDER}/*)
list(FILTER found EXCLUDE REGEX "\\.gz$")
list(SORT found)
set(blobs "")
set(rows "")
set(count 0)
foreach(name IN LISTS found)
    string(APPEND blobs "BLOB(f${count}, \"${FOLDER}/${name}\")\n")
    set(gzip "{}")
    if(EXISTS ${FOLDER}/${name}.gz)
        string(APPEND blobs "BLOB(z${count}, \"${FOLDER}/${name}.gz\")\n")
        set(gzip "TEXT(z${count})")
    endif()
    string(APPEND rows "    {\"${name}\", TEXT(f${count}), ${gzip}},\n")
    math(EXPR count "${count} + 1")
endforeach()
if(count EQUAL 0)
    set(rows "    {},\n")
endif()
file(WRITE ${OUT} "// Made by cmake/embed_web.cmake.
#include \"api/screens.h\"

#define BLOB(name, path)                                                                         \\
    asm(\".section .rodata\\n\" #name \"_begin:\\n.incbin \\\"\" path \"\\\"\\n\" #name \"_end:\\n.previous\\n\"); \\
    extern \"C\" const char name##_begin[];                                                        \\
    extern \"C\" const char name##_end[];
#define TEXT(name) \\
    std::string_view(name##_begin, static_cast<std::size_t>(name##_end - name##_begin))

${blobs}
namespace ante::api {

extern const ScreenFile screen_files[];
extern const std::size_t screen_count;

const ScreenFile screen_files[] = {
${rows}};
const std::size_t screen_count = ${count};

}  // namespace ante::api
")
