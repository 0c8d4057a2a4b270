#include "report/xlsx.h"

#include <xlsxwriter.h>
#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <system_error>

#include "base/file.h"
#include "report/compare_files.h"
#include "report/comparison_sheets.h"
#include "report/finance_sheet.h"
#include "report/sheets.h"

namespace gaiku {
namespace {

class Writer {
public:
    explicit Writer(const std::string& path) : book_(workbook_new(path.c_str())) {
        if (book_ == nullptr) throw std::runtime_error("cannot make the workbook " + path);
        header_ = add_header();
        number_header_ = add_header();
        format_set_align(number_header_, LXW_ALIGN_RIGHT);
        for (const char* pattern : {"@", "#,##0", "#,##0.0", "#,##0.00", "0.0%", "#,##0.######"}) {
            lxw_format* format = workbook_add_format(book_);
            format_set_num_format(format, pattern);
            formats_.push_back(format);
        }
    }

    void write(const Sheet& sheet) {
        lxw_worksheet* page = workbook_add_worksheet(book_, sheet.name.c_str());
        if (page == nullptr) throw std::runtime_error("cannot add the sheet " + sheet.name);
        const auto last = static_cast<lxw_col_t>(sheet.columns.size() - 1);
        double width = 0;
        for (lxw_col_t c = 0; c <= last; ++c) {
            const Sheet::Column& column = sheet.columns[c];
            width += column.width;
            worksheet_set_column(page, c, c, column.width, nullptr);
            worksheet_write_string(page, 0, c, column.title.c_str(),
                                   column.format == Sheet::Format::text ? header_ : number_header_);
        }
        worksheet_set_row(page, 0, 32, nullptr);
        for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
            for (lxw_col_t c = 0; c <= last; ++c)
                write_cell(page, static_cast<lxw_row_t>(r + 1), c, sheet.rows[r][c], sheet.columns[c]);
        }
        worksheet_freeze_panes(page, 1, 1);
        worksheet_autofilter(page, 0, 0, static_cast<lxw_row_t>(sheet.rows.size()), last);
        worksheet_set_landscape(page);
        worksheet_set_paper(page, 9);  // A4
        worksheet_fit_to_pages(page, pages(width, 300), 0);
        worksheet_repeat_rows(page, 0, 0);
        worksheet_repeat_columns(page, 0, sheet.columns.size() > 1 ? 1 : 0);
    }

    void write(const FormulaSheet& sheet) {
        lxw_worksheet* page = workbook_add_worksheet(book_, sheet.name.c_str());
        if (page == nullptr) throw std::runtime_error("cannot add the sheet " + sheet.name);
        for (const auto& cell : sheet.cells) {
            write_cell(page, cell, cell.look == FormulaSheet::Look::header && heads_numbers(sheet, cell));
            if (cell.look == FormulaSheet::Look::header && is_long(cell))
                worksheet_set_row(page, cell.row, 45, nullptr);
        }
        for (const auto& name : sheet.names) {
            const std::string sheet_name = "'" + sheet.name + "'!";
            workbook_define_name(book_, (sheet_name + name.name).c_str(),
                                 ("=" + sheet_name + cell_name(name.row, name.column, true)).c_str());
        }
        for (const auto& limits : sheet.limits) {
            lxw_data_validation valid{};
            valid.validate = LXW_VALIDATION_TYPE_INTEGER;
            valid.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
            valid.minimum_number = limits.least;
            valid.maximum_number = limits.most;
            worksheet_data_validation_cell(page, limits.row, limits.column, &valid);
        }
        // Ranges of columns must not overlap: Excel takes such a file for a broken one.
        constexpr double first = 52, names = 42, others = 17;
        worksheet_set_column(page, 0, 0, first, nullptr);
        worksheet_set_column(page, 1, 3, others, nullptr);
        worksheet_set_column(page, 4, 4, names, nullptr);
        worksheet_set_column(page, 5, 255, others, nullptr);
        std::string where = sheet.faint_where;
        lxw_conditional_format faint{};
        faint.type = LXW_CONDITIONAL_TYPE_FORMULA;
        faint.value_string = where.data();
        faint.format = workbook_add_format(book_);
        format_set_font_color(faint.format, 0xC4CBD2);
        worksheet_conditional_format_range(page, sheet.faint_from, 0, sheet.last_printed_row, sheet.last_printed_column,
                                           &faint);
        worksheet_set_landscape(page);
        worksheet_set_paper(page, 8);  // A3
        worksheet_print_area(page, 0, 0, sheet.last_printed_row, sheet.last_printed_column);
        worksheet_fit_to_pages(page, pages(first + names + others * (sheet.last_printed_column - 1.0), 320), 1);
    }

    void finish() {
        const lxw_error error = workbook_close(book_);
        if (error != LXW_NO_ERROR)
            throw std::runtime_error(std::string("cannot write the workbook: ") + lxw_strerror(error));
    }

private:
    lxw_format* add_header() {
        lxw_format* format = workbook_add_format(book_);
        format_set_bold(format);
        format_set_text_wrap(format);
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
        format_set_bg_color(format, 0xE8ECEF);
        format_set_bottom(format, LXW_BORDER_THIN);
        return format;
    }

    /// Pages beside each other, so that paper is still read: a page holds `most` characters in small print.
    static std::uint16_t pages(double characters, double most) {
        return static_cast<std::uint16_t>(std::max(1.0, std::ceil(characters / most)));
    }

    /// Whether a number, or an input for one, stands below a header.
    static bool heads_numbers(const FormulaSheet& sheet, const FormulaSheet::Cell& header) {
        return std::any_of(sheet.cells.begin(), sheet.cells.end(), [&](const FormulaSheet::Cell& cell) {
            return cell.row == header.row + 1 && cell.column == header.column &&
                   !std::holds_alternative<std::string>(cell.content);
        });
    }

    /// Whether a header needs more than one line.
    static bool is_long(const FormulaSheet::Cell& header) {
        constexpr std::size_t bytes = 14;
        const auto* text = std::get_if<std::string>(&header.content);
        return text != nullptr && text->size() > bytes;
    }

    lxw_format* format_of(FormulaSheet::Look look) {
        if (looks_.empty()) {
            for (const char* pattern : {"", "", "", "", "#,##0", "0.00%", "#,##0", "0.00##", "0.00%"}) {
                looks_.push_back(workbook_add_format(book_));
                if (*pattern != 0) format_set_num_format(looks_.back(), pattern);
            }
            format_set_bold(looks_[0]);
            format_set_font_size(looks_[0], 14);
            looks_[1] = header_;
            format_set_indent(looks_[2], 1);
            for (const std::size_t input : {3U, 4U, 5U}) {
                format_set_bg_color(looks_[input], 0xFFF4CC);
                format_set_border(looks_[input], LXW_BORDER_HAIR);
            }
        }
        return looks_[static_cast<std::size_t>(look)];
    }

    void write_cell(lxw_worksheet* page, const FormulaSheet::Cell& cell, bool heads_numbers) {
        lxw_format* format = heads_numbers ? number_header_ : format_of(cell.look);
        if (const auto* number = std::get_if<double>(&cell.content)) {
            worksheet_write_number(page, cell.row, cell.column, *number, format);
        } else if (const auto* text = std::get_if<std::string>(&cell.content)) {
            worksheet_write_string(page, cell.row, cell.column, text->c_str(), format);
        } else if (const auto* formula = std::get_if<FormulaSheet::Formula>(&cell.content)) {
            // An empty result makes a program work the cell out when it opens the file; 0 would be believed.
            if (formula->known) {
                worksheet_write_formula_num(page, cell.row, cell.column, formula->text.c_str(), format,
                                            *formula->known);
            } else {
                worksheet_write_formula_str(page, cell.row, cell.column, formula->text.c_str(), format, "");
            }
        } else {
            worksheet_write_blank(page, cell.row, cell.column, format);
        }
    }

    void write_cell(lxw_worksheet* page, lxw_row_t row, lxw_col_t column, const Sheet::Cell& cell,
                    const Sheet::Column& how) {
        lxw_format* format = formats_[static_cast<std::size_t>(how.format)];
        if (const auto* number = std::get_if<double>(&cell)) {
            worksheet_write_number(page, row, column, *number, format);
        } else if (const auto* text = std::get_if<std::string>(&cell)) {
            worksheet_write_string(page, row, column, text->c_str(), formats_[0]);
        }
    }

    lxw_workbook* book_;
    lxw_format* header_ = nullptr;
    lxw_format* number_header_ = nullptr;  ///< stands to the right, as what is below it
    std::vector<lxw_format*> formats_;
    std::vector<lxw_format*> looks_;  ///< of FormulaSheet, in the order of Look
};

}  // namespace

namespace {

/// The file is there whole or not at all.
template <class Fill>
void write_book(const std::filesystem::path& path, const Fill& fill) {
    const std::string temporary = temporary_name(path);
    try {
        Writer writer(temporary);
        fill(writer);
        writer.finish();
        std::filesystem::rename(temporary, path);
    } catch (const std::exception& error) {
        std::error_code ignored;
        std::filesystem::remove(temporary, ignored);
        throw std::runtime_error("cannot write " + path.string() + ": " + error.what());
    }
}

}  // namespace

void write_plan_xlsx(const Plan& plan, Language language, const std::filesystem::path& path) {
    write_book(path, [&](Writer& writer) {
        for (const auto& sheet : sheets(plan, language)) writer.write(sheet);
        std::size_t number = 0;
        for (const auto& scenario : plan.scenarios) {
            if (scenario.finance) writer.write(finance_sheet(scenario, ++number, language));
        }
    });
}

void write_compare_xlsx(const Comparison& comparison, Language language, const std::filesystem::path& path) {
    write_book(path, [&](Writer& writer) {
        for (const auto& sheet : comparison_sheets(comparison, language)) writer.write(sheet);
    });
}

}  // namespace gaiku
