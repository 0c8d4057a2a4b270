# Tests that no GoogleTest program can be: what a compiler refuses, what other programs read in gaiku's files.

foreach(name right wrong)
  set(define "")
  if(name STREQUAL right)
    set(define -DRIGHT)
  endif()
  add_test(NAME compile.power_plus_energy_${name} COMMAND ${CMAKE_CXX_COMPILER} -std=c++20 -fsyntax-only ${define}
    -I ${CMAKE_SOURCE_DIR}/src ${CMAKE_CURRENT_SOURCE_DIR}/compile/sum.cpp)
endforeach()
set_tests_properties(compile.power_plus_energy_wrong PROPERTIES WILL_FAIL ON)

# Debian's packages belong to Debian's Python, which need not be the first on the path.
foreach(candidate /usr/bin/python3 python3)
  execute_process(COMMAND ${candidate} -c "import openpyxl" RESULT_VARIABLE missing OUTPUT_QUIET ERROR_QUIET)
  if(missing EQUAL 0)
    add_test(NAME xlsx.openpyxl_and_office COMMAND ${candidate} ${CMAKE_CURRENT_SOURCE_DIR}/check_workbook.py
      $<TARGET_FILE:gaiku> ${CMAKE_SOURCE_DIR}/examples/microgrid/5-mixed-town.yaml --office)
    add_test(NAME xlsx.finance_recalculated COMMAND ${candidate} ${CMAKE_CURRENT_SOURCE_DIR}/check_finance_workbook.py
      $<TARGET_FILE:gaiku>)
    set_tests_properties(xlsx.finance_recalculated PROPERTIES TIMEOUT 500 COST 500)
    add_test(NAME xlsx.network COMMAND ${candidate} ${CMAKE_CURRENT_SOURCE_DIR}/check_workbook.py
      $<TARGET_FILE:gaiku> ${CMAKE_SOURCE_DIR}/web/fixtures/mixed.yaml)
    break()
  endif()
endforeach()
if(NOT missing EQUAL 0)
  message(FATAL_ERROR "python3-openpyxl is missing: run tools/install test")
endif()

find_program(GAIKU_NODE node REQUIRED)
# Under sanitizers Cli.EveryTemplatePlans writes the plans and reports of all microgrids of the examples.
set(networks "")
if(GAIKU_SANITIZE)
  set(networks --networks)
endif()
add_test(NAME schema.plans_and_districts
  COMMAND ${GAIKU_NODE} ${CMAKE_CURRENT_SOURCE_DIR}/schema/validate.mjs $<TARGET_FILE:gaiku> ${networks})

# A day end to end with a broker, a server that is killed, and the virtual district; a month: tests/live_month.py --days 31.
add_test(NAME live.day COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/live_month.py $<TARGET_FILE:gaiku>
  ${CMAKE_CURRENT_SOURCE_DIR}/live_district.yaml --days 1 --kills 3)
set_tests_properties(live.day PROPERTIES TIMEOUT 400 COST 1000)
