#include "base/quantity_error.h"

#include <fmt/format.h>

#include "base/normal.h"
#include "base/suggest.h"

namespace gaiku {

QuantityError not_a_number(const Unit& expected) {
    const std::string example = expected.plain ? "12.5" : "350 " + expected.text;
    return {"not-a-number",
            {fmt::format("a number{}", expected.plain ? "" : " with the unit " + expected.text),
             fmt::format("数値{}", expected.plain ? "" : "と単位 " + expected.text)},
            {"write it like " + example, "「" + example + "」のように書いてください"},
            {}};
}

QuantityError ambiguous(std::string_view whole) {
    Text fix{"remove the comma, or write a decimal point", "カンマを取るか、小数点（.）を使ってください"};
    if (whole.find(',') == std::string_view::npos) {
        fix = {"write thousands as 4,618, and at most one decimal point; no blanks within a number",
               "桁区切りはカンマ（4,618）、小数点は一つだけで、数値の中に空白を入れないでください"};
    }
    return {"ambiguous-number",
            {"thousands in groups of three and a decimal point, e.g. 4,618 or 4.618",
             "3桁ごとのカンマと小数点（例 4,618 または 4.618）"},
            std::move(fix),
            {}};
}

QuantityError missing_unit(std::string_view number, double value, const Unit& expected) {
    const std::string right = fmt::format("{} {}", shortened(trim(number)), expected.text);
    Text fix{fmt::format("write {}", right), fmt::format("「{}」と書いてください", right)};
    if (expected.percent && value > 0 && value <= 1) {  // 0.7 is rather 70 % than 0.7 %
        const std::string share = print_number(value * 100) + " %";
        fix = {fmt::format("write {}; or {}, if that is meant", share, right),
               fmt::format("「{}」と書いてください（{} の意味なら「{}」）", share, right, right)};
    }
    return {"missing-unit", {"the unit " + expected.text, "単位 " + expected.text}, std::move(fix), {}};
}

QuantityError range_given(const Unit& expected) {
    return {"not-a-number",
            {"one number, not a range", "範囲ではなく一つの数値"},
            {fmt::format("write one value{}", expected.plain ? "" : " in " + expected.text),
             fmt::format("一つの値{}を書いてください", expected.plain ? "" : "（" + expected.text + "）")},
            {}};
}

QuantityError unknown_unit(std::string_view unknown, const Unit& expected) {
    std::vector<std::string> known;
    for (const auto symbol : unit_symbols()) known.emplace_back(symbol);
    return {
        "unknown-unit",
        {"the unit " + expected.text, "単位 " + expected.text},
        {"use a unit that gaiku knows, such as " + expected.text, "単位は " + expected.text + " などを使ってください"},
        suggest(unknown, known)};
}

QuantityError wrong_unit(std::string_view unit, const Unit& expected) {
    return {"wrong-unit",
            {"a unit that measures the same as " + expected.text, expected.text + " と同じ種類の単位"},
            {fmt::format("give the value in {} instead of {}", expected.text, shortened(unit)),
             fmt::format("{} ではなく {} で書いてください", shortened(unit), expected.text)},
            {}};
}

}  // namespace gaiku
