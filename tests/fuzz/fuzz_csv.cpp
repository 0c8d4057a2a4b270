#include <cstdint>
#include <cstdlib>
#include <string>

#include "reference/table.h"

/// A CSV file of any bytes, as such and as a reference table; what is read and written again reads the same.
namespace {

using namespace gaiku;

void require(bool good) {
    if (!good) std::abort();
}

std::string line_of(const std::vector<std::string>& fields) {
    std::string line;
    for (std::size_t i = 0; i < fields.size(); ++i) line += (i == 0 ? "" : ",") + csv_field(fields[i]);
    return line + "\n";
}

void round_trip(const Csv& csv) {
    std::string text = line_of(csv.header.fields);
    for (const auto& row : csv.rows) text += line_of(row.fields);
    Findings findings;
    if (text.starts_with("#")) text.insert(0, "# name: value\n");
    const Csv again = read_csv(text, "again", findings);
    if (again.header.fields != csv.header.fields) return;  // a header that begins with # is a comment
    require(again.rows.size() == csv.rows.size());
    for (std::size_t r = 0; r < csv.rows.size(); ++r) require(again.rows[r].fields == csv.rows[r].fields);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    Findings findings;
    const Csv csv = read_csv(text, "fuzz.csv", findings);
    for (const auto& row : csv.rows) require(row.fields.size() == csv.header.fields.size());
    if (findings.empty()) round_trip(csv);
    Findings of_table;
    const Table table = Table::read(text, "fuzz", of_table);
    require(table.rows().size() == table.keys().size());
    for (std::size_t row = 0; row < table.rows().size(); ++row) {
        for (std::size_t column = 0; column < table.columns().size(); ++column) (void)table.number(row, column);
    }
    return 0;
}
