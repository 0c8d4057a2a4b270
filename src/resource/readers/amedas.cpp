#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>

#include "resource/readers/encoding.h"
#include "resource/readers/lines.h"
#include "resource/readers/weather_of_year.h"
#include "resource/sun.h"

namespace gaiku {
namespace {

struct Item {
    const char* name;  ///< the item's name begins with it
    Element element;
    double factor;
};
constexpr double w_m2_of_mj = 1e6 / 3600;
constexpr std::array<Item, 5> items{{{"気温", Element::temperature, 1},
                                     {"露点温度", Element::dew_point, 1},
                                     {"相対湿度", Element::relative_humidity, 1},
                                     {"日射量", Element::global, w_m2_of_mj},
                                     {"風速", Element::wind, 1}}};
/// Quality marks: 8 normal, 5 nearly, 4 of too few observations; lower ones stand where there is no value.
constexpr int least_quality = 4, good_quality = 5;

/// The end of an hour.
struct Moment {
    int year = 0, month = 0, day = 0, hour = 0;
};
using Row = std::vector<std::string_view>;

std::optional<Moment> moment_of(std::optional<int> year, std::optional<int> month, std::optional<int> day,
                                std::optional<int> hour) {
    if (!year || !month || !day || !hour || *hour < 0 || *hour > 24) return std::nullopt;
    if (!hour_of_year(*month, *day, 0) && !(month == 2 && day == 29)) return std::nullopt;
    return Moment{*year, *month, *day, *hour};
}

/// As the first column has it: 2022/1/1 1:00:00.
std::optional<Moment> written_moment(std::string_view text) {
    const auto halves = split(text, ' ', 2);
    if (halves.size() != 2) return std::nullopt;
    const auto date = split(halves[0], '/', 4), time = split(halves[1], ':', 4);
    if (date.size() != 3 || time.size() < 2 || plain_count(time[1]) != 0) return std::nullopt;
    return moment_of(plain_count(date[0]), plain_count(date[1]), plain_count(date[2]), plain_count(time[0]));
}

/// As four columns have it, the download page's other choice: 2022,1,1,1.
std::optional<Moment> split_moment(const Row& fields) {
    if (fields.size() < 4) return std::nullopt;
    return moment_of(plain_count(fields[0]), plain_count(fields[1]), plain_count(fields[2]), plain_count(fields[3]));
}

bool is_leap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/// The day before, where the hour that ends at midnight belongs to.
Moment begin_of(Moment end) {
    if (end.hour > 0) return {end.year, end.month, end.day, end.hour - 1};
    Moment begin{end.year, end.month, end.day - 1, 23};
    if (begin.day > 0) return begin;
    begin.month = end.month == 1 ? 12 : end.month - 1;
    begin.year = end.month == 1 ? end.year - 1 : end.year;
    begin.day = 31;
    while (!hour_of_year(begin.month, begin.day, 0)) --begin.day;
    if (begin.month == 2 && is_leap(begin.year)) begin.day = 29;
    return begin;
}

class Amedas {
public:
    Amedas(const WeatherFile& file, FileFindings& findings) : file_(file), findings_(findings), year_(findings) {}

    WeatherRead read(std::string_view text) {
        if (!take_place(file_, facts_, findings_)) return nullptr;
        Lines lines(text);
        bool in_data = false;
        while (const auto line = lines.next()) {
            if (line->empty()) continue;
            const auto fields = split(*line, ',');
            if (!in_data && !moment(fields)) {
                header_.emplace_back(fields.begin(), fields.end());
                in_four_ = in_four_ || has_four(header_.back());
                continue;
            }
            if (!in_data && !find_columns(lines.number())) return nullptr;
            in_data = true;
            read_row(fields, lines.number());
        }
        if (!in_data) (void)find_columns(0);
        if (findings_.has_errors()) return nullptr;
        facts_.source = {"Japan Meteorological Agency, past weather data", "気象庁 過去の気象データ"};
        night_without_sun();
        return weather_of_year(facts_, year_, findings_);
    }

private:
    using Fields = std::vector<std::string>;

    /// One column or four: the items' row says which, and stands before the first hour.
    [[nodiscard]] std::optional<Moment> moment(const Row& fields) const {
        return in_four_ ? split_moment(fields) : written_moment(fields[0]);
    }
    /// 年,月,日,時: a column each.
    static bool has_four(const Fields& row) {
        return row.size() >= 4 && row[0] == "年" && row[1] == "月" && row[2] == "日" && row[3] == "時";
    }
    static bool is_items(const Fields& row) { return row[0].starts_with("年月日") || row[0] == "年"; }

    struct Column {
        std::size_t value = 0;
        std::optional<std::size_t> quality;
        const Item* item = nullptr;
    };

    /// The rows of the header: stations, then items ("年月日時,気温(℃),..."), then what the columns are beside values.
    bool find_columns(int line) {
        const auto row = std::find_if(header_.begin(), header_.end(), is_items);
        if (row == header_.end() || row == header_.begin()) return no_items(line);
        if ((*row)[0] == "年月日" || ((*row)[0] == "年" && !has_four(*row))) return no_hours();
        const Fields& stations = *std::prev(row);
        if (!find_station(stations)) return false;
        for (std::size_t c = 1; c < row->size(); ++c) {
            if (c >= stations.size() || stations[c] != station_) continue;
            std::string role;
            for (auto sub = std::next(row); sub != header_.end(); ++sub) role += c < sub->size() ? (*sub)[c] : "";
            add_column(c, (*row)[c], role);
        }
        return true;
    }

    bool no_items(int line) {
        findings_.error(
            "csv-syntax", line, "",
            {"rows of stations and of items (年月日時, 気温(℃), ... or 年, 月, 日, 時, 気温(℃), ...) before the first "
             "hour",
             "最初の時刻の前に地点名の行と項目名（年月日時・気温(℃) など、または 年・月・日・時・気温(℃) など）の行"},
            {"take the file as the download page gives it, hourly",
             "ダウンロードしたままの時別値のファイルを使ってください"});
        return false;
    }

    bool no_hours() {
        findings_.error(
            "csv-syntax", 0, "年月日",
            {"values by the hour; these are by the day or longer", "時別値（このファイルは日別値などです）"},
            {"choose hourly values (時別値) on the download page", "ダウンロードのページで「時別値」を選んでください"});
        return false;
    }

    bool find_station(const Fields& stations) {
        std::vector<std::string> names;
        for (std::size_t c = 1; c < stations.size(); ++c) {
            if (!stations[c].empty() && std::find(names.begin(), names.end(), stations[c]) == names.end())
                names.push_back(stations[c]);
        }
        const bool named = std::find(names.begin(), names.end(), file_.station) != names.end();
        if (named || (names.size() == 1 && file_.station.empty())) {
            station_ = named ? file_.station : names.front();
            facts_.place = {station_, station_};
            return true;
        }
        std::string list;
        for (const auto& name : names) list += (list.empty() ? "" : ", ") + name;
        findings_.error("unknown-reference", 0, "", {"station: one of " + list, "station（" + list + " のいずれか）"},
                        {"name it under \"weather:\"", "「weather:」の下に書いてください"});
        return false;
    }

    void add_column(std::size_t c, const std::string& name, const std::string& role) {
        const auto item =
            std::find_if(items.begin(), items.end(), [&](const Item& i) { return name.starts_with(i.name); });
        if (item == items.end()) return;
        const auto known =
            std::find_if(columns_.begin(), columns_.end(), [&](const Column& k) { return k.item == &*item; });
        if (role.empty() && known == columns_.end()) columns_.push_back({c, {}, &*item});
        if (role == "品質情報" && known != columns_.end() && !known->quality) known->quality = c;
    }

    void read_row(const Row& fields, int line) {
        const auto end = moment(fields);
        if (!end) {
            const char* like = in_four_ ? "2022,1,1,1" : "2022/1/1 1:00:00";
            findings_.error("not-a-time", line, std::string(fields[0]),
                            {fmt::format("a moment like {}", like), fmt::format("{} のような日時", like)},
                            {"correct the row", "行を直してください"});
            return;
        }
        const Moment begin = begin_of(*end);
        if (first_year_ == 0) first_year_ = begin.year;
        if (begin.year != first_year_) {
            findings_.error(
                "not-a-time", line, std::string(fields[0]),
                {fmt::format("hours of one year, {}", first_year_), fmt::format("{}年の1年分", first_year_)},
                {"take one calendar year, January to December", "1月から12月までの1年分にしてください"});
            return;
        }
        const auto hour = hour_of_year(begin.month, begin.day, begin.hour);
        if (!hour) return year_.leap_day_row(line);
        if (!year_.begin_row(*hour, line)) return;
        for (const Column& column : columns_) read_value(column, fields, *hour, line);
    }

    void read_value(const Column& column, const Row& fields, std::size_t hour, int line) {
        if (column.value >= fields.size()) {
            findings_.error("csv-syntax", line, "",
                            {fmt::format("{} fields or more; here are {}", column.value + 1, fields.size()),
                             fmt::format("{}項目以上（今は{}項目）", column.value + 1, fields.size())},
                            {"the row is cut off", "行が途中で切れています"});
            return;
        }
        const std::string_view text = fields[column.value];
        if (column.quality && *column.quality < fields.size()) {
            const auto mark = plain_count(fields[*column.quality]);
            if (mark && *mark < least_quality) return;  // no observation
            if (mark && *mark < good_quality && !text.empty() && !told_quality_) {
                told_quality_ = true;
                findings_.warning("unusual", line, fmt::format("{}", *mark),
                                  {"observations of quality 8 or 5; this and others are of 4",
                                   "品質情報8または5の値（この値以降に4のものがあります）"},
                                  {"they are used as they are", "そのまま使います"});
            }
        }
        if (text.empty()) return;
        const auto value = plain_number(text);
        if (value) return year_.set(column.item->element, hour, *value * column.item->factor, line);
        const Text name = name_of(column.item->element);
        findings_.error("not-a-number", line, std::string(text), {"a number: " + name.en, name.ja + "の数値"},
                        {"correct the row", "行を直してください"});
    }

    /// Radiation is not observed at night, and then no value stands there.
    void night_without_sun() {
        if (!year_.has(Element::global)) return;
        const auto sun = sun_of_hours(facts_.latitude_deg, facts_.longitude_deg, facts_.utc_offset_h);
        for (std::size_t hour = 0; hour < hours_of_year; ++hour) {
            if (sun[hour].altitude_rad <= 0) year_.set_where_missing(Element::global, hour, 0);
        }
    }

    const WeatherFile& file_;
    FileFindings& findings_;
    HourlyYear year_;
    WeatherFacts facts_;
    std::vector<Fields> header_;
    std::vector<Column> columns_;
    std::string station_;
    int first_year_ = 0;
    bool in_four_ = false;  ///< year, month, day and hour have a column each
    bool told_quality_ = false;
};

}  // namespace

WeatherRead read_amedas(const WeatherFile& file, Findings& all) {
    FileFindings findings(file.name, all);
    WeatherRead weather;
    if (const auto text = japanese_text(file.bytes, findings)) weather = Amedas(file, findings).read(*text);
    findings.close();
    return weather;
}

}  // namespace gaiku
