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
