# The solvers' packages, fetched once for all presets into build/deps of the source tree. Nothing of them is needed in the
# environment afterwards: the libraries lie beside the program and are found from there.
set(GAIKU_DEPS ${CMAKE_SOURCE_DIR}/build/deps)

foreach(script fetch_highs fetch_piqp)
  execute_process(COMMAND ${CMAKE_SOURCE_DIR}/tools/${script} ${GAIKU_DEPS} RESULT_VARIABLE status)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "tools/${script} failed; what it printed above says what is missing")
  endif()
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tools/${script})
endforeach()

find_package(Eigen3 REQUIRED NO_MODULE)

add_library(piqp::piqp INTERFACE IMPORTED GLOBAL)
target_include_directories(piqp::piqp SYSTEM INTERFACE ${GAIKU_DEPS}/piqp/include)

# HiGHS' own CMake files point at paths that do not exist in the package, hence a target declared here. It dlopens
# libhighs_extras (HiPO) from its own folder.
foreach(library libhighs.so libhighs_extras.so)
  configure_file(${GAIKU_DEPS}/highs/lib/${library} ${CMAKE_BINARY_DIR}/${library} COPYONLY)
endforeach()
add_library(highs::highs SHARED IMPORTED GLOBAL)
set_target_properties(highs::highs PROPERTIES IMPORTED_LOCATION ${CMAKE_BINARY_DIR}/libhighs.so)
target_include_directories(highs::highs SYSTEM INTERFACE ${GAIKU_DEPS}/highs/include)
