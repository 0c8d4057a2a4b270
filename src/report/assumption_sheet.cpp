#include "report/assumptions.h"
#include "report/sheets.h"
#include "report/words.h"

namespace gaiku {
namespace {

using As = Sheet::Format;

}  // namespace

Sheet assumption_sheet(const DistrictFile& file, Language language) {
    const auto say = [&](const char* en, const char* ja) { return std::string(language == Language::ja ? ja : en); };
    Sheet sheet{say("Assumptions", "前提条件"),
                {{say("Entry", "項目"), As::text, 44},
                 {say("Meaning", "意味"), As::text, 48},
                 {say("Value", "値"), As::any, 16},
                 {say("Unit", "単位"), As::text, 14},
                 {say("As written", "記載"), As::text, 24},
                 {say("From", "由来"), As::text, 12},
                 {say("Mark", "区分"), As::text, 8},
                 {say("Source", "出典"), As::text, 50},
                 {say("Where", "場所"), As::text, 36},
                 {say("Only in", "適用時点"), As::text, 16}},
                {}};
    for (const auto& a : assumptions(file)) {
        std::string eras;
        for (const auto& era : a.eras) eras += (eras.empty() ? "" : ", ") + era;
        const std::string origin = a.origin == Origin::given  ? say("file", "入力")
                                   : a.origin == Origin::data ? say("data", "参照データ")
                                                              : say("default", "既定値");
        sheet.rows.push_back({a.path, a.meaning.in(language),
                              a.number ? Sheet::Cell(*a.number) : Sheet::Cell(std::monostate{}),
                              unit_word(a.unit, language), value_word(a.value, language), origin, a.mark,
                              a.source.in(language), a.where, eras});
    }
    return sheet;
}

}  // namespace gaiku
