#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace gaiku {

/// A sheet of cells with live formulas. Rows and columns count from 0.
struct FormulaSheet {
    enum class Look { title, header, label, input, input_money, input_percent, money, number, percent };
    /// `known`: the value as gaiku has it. Without one a program that opens the workbook has to work it out.
    struct Formula {
        std::string text;  ///< "=SUM(A1:A3)"
        std::optional<double> known = {};
    };
    struct Cell {
        std::uint32_t row = 0;
        std::uint16_t column = 0;
        std::variant<std::monostate, std::string, double, Formula> content;
        Look look = Look::label;
    };
    struct Name {
        std::string name;  ///< known on this sheet only
        std::uint32_t row = 0;
        std::uint16_t column = 0;
    };

    /// A whole number that a person may write in a cell.
    struct Limits {
        std::uint32_t row = 0;
        std::uint16_t column = 0;
        double least = 0, most = 0;
    };

    std::string name;
    std::vector<Cell> cells;
    std::vector<Name> names;
    std::vector<Limits> limits;
    /// Rows from this one on are faint where a formula, written for the first of them, is true.
    std::uint32_t faint_from = 0;
    std::string faint_where;
    /// What is printed: from the first cell to this row and column.
    std::uint32_t last_printed_row = 0;
    std::uint16_t last_printed_column = 0;
};

/// "B7", or "$B$7".
[[nodiscard]] std::string cell_name(std::uint32_t row, std::uint16_t column, bool fixed = false);

}  // namespace gaiku
