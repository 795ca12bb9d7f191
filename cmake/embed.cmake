# embed_folder(folder glob name into): turns the text files of a folder into one C++ file that
# defines `extern const ante::embedded::File <name>_files[]` and `<name>_count`, and adds it to the
# variable called by `into`. Done again whenever a file of the folder changes.
set(EMBED_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/embed_files.cmake)
function(embed_folder folder glob name into)
    file(GLOB found CONFIGURE_DEPENDS ${folder}/${glob})
    set(out ${CMAKE_BINARY_DIR}/embedded/${name}.cpp)
    add_custom_command(
        OUTPUT ${out}
        COMMAND ${CMAKE_COMMAND} -DFOLDER=${folder} -DGLOB=${glob} -DNAME=${name} -DOUT=${out} -P ${EMBED_SCRIPT}
        DEPENDS ${found} ${EMBED_SCRIPT}
        VERBATIM)
    set(${into} ${${into}} ${out} PARENT_SCOPE)
endfunction()

# embed_web(folder into): the built screens as one C++ file (api/screens.h), made anew when they are.
set(EMBED_WEB_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/embed_web.cmake)
function(embed_web folder into)
    file(GLOB_RECURSE found CONFIGURE_DEPENDS ${folder}/*)
    set(out ${CMAKE_BINARY_DIR}/embedded/screens.cpp)
    add_custom_command(
        OUTPUT ${out}
        COMMAND ${CMAKE_COMMAND} -DFOLDER=${folder} -DOUT=${out} -P ${EMBED_WEB_SCRIPT}
        DEPENDS ${found} ${EMBED_WEB_SCRIPT}
        VERBATIM)
    set_source_files_properties(${out} PROPERTIES OBJECT_DEPENDS "${found}")
    set(${into} ${${into}} ${out} PARENT_SCOPE)
endfunction()
