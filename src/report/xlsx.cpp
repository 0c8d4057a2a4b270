#include "report/xlsx.h"

#include <xlsxwriter.h>
#include <stdexcept>
#include <system_error>

#include "base/file.h"
#include "report/sheets.h"

namespace gaiku {
namespace {

class Writer {
public:
    explicit Writer(const std::string& path) : book_(workbook_new(path.c_str())) {
        if (book_ == nullptr) throw std::runtime_error("cannot make the workbook " + path);
        header_ = workbook_add_format(book_);
        format_set_bold(header_);
        format_set_text_wrap(header_);
        format_set_align(header_, LXW_ALIGN_VERTICAL_TOP);
        format_set_bg_color(header_, 0xE8ECEF);
        format_set_bottom(header_, LXW_BORDER_THIN);
        for (const char* pattern : {"@", "#,##0", "#,##0.0", "#,##0.00", "0.0%"}) {
            lxw_format* format = workbook_add_format(book_);
            format_set_num_format(format, pattern);
            formats_.push_back(format);
        }
    }

    void write(const Sheet& sheet) {
        lxw_worksheet* page = workbook_add_worksheet(book_, sheet.name.c_str());
        if (page == nullptr) throw std::runtime_error("cannot add the sheet " + sheet.name);
        const auto last = static_cast<lxw_col_t>(sheet.columns.size() - 1);
        for (lxw_col_t c = 0; c <= last; ++c) {
            worksheet_set_column(page, c, c, sheet.columns[c].width, nullptr);
            worksheet_write_string(page, 0, c, sheet.columns[c].title.c_str(), header_);
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
        worksheet_fit_to_pages(page, 1, 0);
        worksheet_repeat_rows(page, 0, 0);
    }

    void finish() {
        const lxw_error error = workbook_close(book_);
        if (error != LXW_NO_ERROR)
            throw std::runtime_error(std::string("cannot write the workbook: ") + lxw_strerror(error));
    }

private:
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
    std::vector<lxw_format*> formats_;
};

}  // namespace

void write_plan_xlsx(const Plan& plan, Language language, const std::filesystem::path& path) {
    const std::string temporary = temporary_name(path);
    try {
        Writer writer(temporary);
        for (const auto& sheet : sheets(plan, language)) writer.write(sheet);
        writer.finish();
        std::filesystem::rename(temporary, path);
    } catch (const std::exception& error) {
        std::error_code ignored;
        std::filesystem::remove(temporary, ignored);
        throw std::runtime_error("cannot write " + path.string() + ": " + error.what());
    }
}

}  // namespace gaiku
