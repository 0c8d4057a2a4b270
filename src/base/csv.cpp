#include "base/csv.h"

#include <fmt/format.h>

#include "base/normal.h"

namespace gaiku {
namespace {

class Reader {
public:
    Reader(std::string_view text, const std::string& name, Findings& findings)
        : text_(text), name_(name), findings_(findings) {}

    Csv read() {
        Csv csv;
        read_comments(csv);
        bool header = false;
        while (at_ < text_.size()) {
            Csv::Row row;
            row.line = line_;
            row.fields.reserve(csv.header.fields.size());
            const bool good = read_row(row);
            if (row.fields.size() == 1 && row.fields[0].empty()) continue;  // an empty line
            if (!good) continue;
            if (!header) {
                header = true;
                csv.header = std::move(row);
            } else if (row.fields.size() != csv.header.fields.size()) {
                complain(row.line, fmt::format("{} fields", row.fields.size()),
                         {fmt::format("{} fields as in the header", csv.header.fields.size()),
                          fmt::format("見出しと同じ{}項目", csv.header.fields.size())});
            } else {
                csv.rows.push_back(std::move(row));
            }
        }
        if (!header) complain(line_, "", {"a header row", "見出し行"});
        return csv;
    }

private:
    void complain(int line, std::string value, Text expected) {
        findings_.add({"csv-syntax",
                       {name_, line, 1},
                       "",
                       std::move(value),
                       std::move(expected),
                       {"mend this row", "この行を直してください"},
                       "",
                       Severity::error});
    }

    void read_comments(Csv& csv) {
        while (at_ < text_.size() && text_[at_] == '#') {
            const auto end = std::min(text_.find('\n', at_), text_.size());
            const std::string_view line = text_.substr(at_ + 1, end - at_ - 1);
            const auto colon = line.find(':');
            if (colon != std::string_view::npos) {
                csv.comments.push_back(
                    {std::string(trim(line.substr(0, colon))), std::string(trim(line.substr(colon + 1))), line_});
            }
            at_ = std::min(end + 1, text_.size());
            ++line_;
        }
    }

    /// One row with its line end; false when its quotes do not match.
    bool read_row(Csv::Row& row) {
        bool good = true;
        while (true) {
            std::string field;
            if (at_ < text_.size() && text_[at_] == '"') {
                good = read_quoted(field) && good;
            } else {
                const std::size_t from = at_;
                while (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n' && text_[at_] != '\r') ++at_;
                field.assign(text_.substr(from, at_ - from));
            }
            row.fields.push_back(std::move(field));
            if (at_ < text_.size() && text_[at_] == ',') {
                ++at_;
                continue;
            }
            break;
        }
        if (at_ < text_.size() && text_[at_] == '\r') ++at_;
        if (at_ < text_.size() && text_[at_] == '\n') ++at_;
        ++line_;
        return good;
    }

    bool read_quoted(std::string& field) {
        const int start = line_;
        ++at_;
        while (at_ < text_.size()) {
            const char c = text_[at_++];
            if (c != '"') {
                if (c == '\n') ++line_;
                field += c;
            } else if (at_ < text_.size() && text_[at_] == '"') {
                field += '"';
                ++at_;
            } else if (at_ == text_.size() || text_[at_] == ',' || text_[at_] == '\n' || text_[at_] == '\r') {
                return true;
            } else {
                complain(line_, "text behind a closing quote", {"a comma or the line's end", "カンマか行末"});
                while (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n') ++at_;
                return false;
            }
        }
        complain(start, "an open quote", {"a closing quote", "閉じる引用符"});
        return false;
    }

    std::string_view text_;
    const std::string& name_;
    Findings& findings_;
    std::size_t at_ = 0;
    int line_ = 1;
};

}  // namespace

Csv read_csv(std::string_view text, const std::string& name, Findings& findings) {
    return Reader(text, name, findings).read();
}

std::string csv_field(std::string_view value) {
    if (value.find_first_of(",\"\n\r") == std::string_view::npos) return std::string(value);
    std::string out = "\"";
    for (const char c : value) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + "\"";
}

}  // namespace gaiku
