# gaiku_embed(TARGET NAME ROOT dir FILES file...): lays files into the program, so that it runs from anywhere.
# Declares `std::span<const gaiku::EmbeddedFile> gaiku::embedded::NAME()`; a file's name is its path below ROOT.
function(gaiku_embed target name)
  cmake_parse_arguments(arg "" "ROOT" "FILES" ${ARGN})
  set(assembly ".section .rodata\n")
  set(rows "")
  set(index 0)
  foreach(file IN LISTS arg_FILES)
    file(RELATIVE_PATH relative ${arg_ROOT} ${file})
    set(symbol gaiku_embedded_${name}_${index})
    string(APPEND assembly ".balign 16\n.global ${symbol}\n.global ${symbol}_end\n"
      "${symbol}:\n.incbin \"${file}\"\n${symbol}_end:\n.byte 0\n")
    string(APPEND declarations "extern const char ${symbol}[], ${symbol}_end[];\n")
    string(APPEND rows
      "    {\"${relative}\", {${symbol}, static_cast<std::size_t>(${symbol}_end - ${symbol})}},\n")
    math(EXPR index "${index} + 1")
  endforeach()
  string(APPEND assembly ".section .note.GNU-stack,\"\",@progbits\n")
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/embedded)
  file(CONFIGURE OUTPUT ${folder}/${name}.S CONTENT "${assembly}" @ONLY)
  file(CONFIGURE OUTPUT ${folder}/${name}.cpp CONTENT
"#include \"base/embedded.h\"
extern \"C\" {
${declarations}}
namespace gaiku::embedded {
std::span<const EmbeddedFile> ${name}() {
    static const EmbeddedFile files[] = {
${rows}    };
    return files;
}
}  // namespace gaiku::embedded
" @ONLY)
  set_source_files_properties(${folder}/${name}.S PROPERTIES OBJECT_DEPENDS "${arg_FILES}")
  target_sources(${target} PRIVATE ${folder}/${name}.S ${folder}/${name}.cpp)
endfunction()
