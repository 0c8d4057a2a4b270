#include "reference/holidays_table.h"

#include <fmt/format.h>

#include "base/holidays.h"

namespace gaiku {

std::string holidays_table() {
    std::string text =
        "# title_en: National holidays of Japan, 1990 to 2050\n"
        "# title_ja: 国民の祝日（1990～2050年）\n"
        "# source: Act No. 178 of 1948 on national holidays as amended, and the laws of single years; computed\n"
        "# source_ja: 国民の祝日に関する法律（昭和23年法律第178号）ほか。計算値\n"
        "# licence: facts of law, no rights claimed\n"
        "# key: date\n"
        "# note_en: substitute and citizens' holidays included; equinoxes not yet announced are predictions\n"
        "# note_ja: 振替休日・国民の休日を含む。未公表の春分・秋分は予測\n"
        "date,day_off (-),name_en,name_ja\n";
    for (int year = first_table_year; year <= last_table_year; ++year) {
        for (const Holiday& holiday : holidays_of_japan(year)) {
            text += fmt::format("{:04}-{:02}-{:02},1,{},{}\n", static_cast<int>(holiday.date.year()),
                                static_cast<unsigned>(holiday.date.month()), static_cast<unsigned>(holiday.date.day()),
                                holiday.name.en, holiday.name.ja);
        }
    }
    return text;
}

}  // namespace gaiku
