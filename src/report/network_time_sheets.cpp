#include <fmt/format.h>
#include <array>
#include <cmath>

#include "base/constants.h"
#include "report/network_names.h"
#include "report/network_sheets.h"
#include "report/network_view.h"

namespace gaiku {
namespace {

using As = Sheet::Format;

/// Month (from 0) and hour of the day at which a step begins.
struct Moment {
    std::size_t month = 0, hour = 0;
};

Moment moment_of(std::size_t step, double step_hours) {
    const double hour = std::fmod(static_cast<double>(step) * step_hours, hours_a_year);
    int day = static_cast<int>(hour / 24);
    Moment moment{0, static_cast<std::size_t>(hour - day * 24)};
    while (day >= days_of_month[moment.month]) day -= days_of_month[moment.month++];
    return moment;
}

std::string part(SeriesRole role, Language language) {
    const bool ja = language == Language::ja;
    switch (role) {
        case SeriesRole::supply:
            return ja ? "供給" : "supply";
        case SeriesRole::use:
            return ja ? "使用" : "use";
        case SeriesRole::demand:
            return ja ? "需要" : "demand";
        case SeriesRole::charge:
            return ja ? "充電・蓄熱" : "charge";
        case SeriesRole::discharge:
            return ja ? "放電・放熱" : "discharge";
        case SeriesRole::purchase:
            return ja ? "購入" : "purchase";
        case SeriesRole::sale:
            return ja ? "売却" : "sale";
        case SeriesRole::dump:
            return ja ? "放出" : "dumped";
        case SeriesRole::unserved:
            return ja ? "供給不足" : "not supplied";
        case SeriesRole::level:
            return ja ? "残量" : "level";
        case SeriesRole::price:
            return ja ? "単価" : "price";
    }
    return {};
}

std::vector<Sheet::Column> series_columns(Language language) {
    const bool ja = language == Language::ja;
    return {{ja ? "シナリオ" : "Scenario", As::text, 16},
            {ja ? "場所" : "Place", As::text, 18},
            {ja ? "エネルギー種別" : "Carrier", As::text, 16},
            {ja ? "項目" : "Item", As::text, 28},
            {ja ? "内訳" : "Part", As::text, 14}};
}

std::vector<Sheet::Cell> series_cells(const ScenarioPlan& s, const District& district, const ShownSeries& series,
                                      Language language) {
    return {s.id, series.place.empty() ? Sheet::Cell() : place_label(district, series.place).in(language),
            carrier_label(district, series.carrier).in(language), series.name.in(language),
            part(series.role, language)};
}

bool is_power(const ShownSeries& series) {
    return series.role != SeriesRole::level && series.role != SeriesRole::price;
}

}  // namespace

Sheet monthly_sheet(const Plan& plan, Language language) {
    const bool ja = language == Language::ja;
    Sheet sheet{ja ? "月別" : "Monthly", series_columns(language), {}};
    static constexpr const char* names[] = {"January", "February", "March",     "April",   "May",      "June",
                                            "July",    "August",   "September", "October", "November", "December"};
    for (int month = 1; month <= 12; ++month)
        sheet.columns.push_back(
            {ja ? fmt::format("{}月 (kWh)", month) : fmt::format("{} (kWh)", names[month - 1]), As::whole, 13});
    sheet.columns.push_back({ja ? "計 (kWh)" : "Total (kWh)", As::whole, 15});
    each_network(plan, [&](const ScenarioPlan& s, const District& district) {
        const double hours = s.network->step_hours;
        for (const auto& series : shown_series(district, *s.network)) {
            if (!is_power(series)) continue;
            std::array<std::optional<double>, 12> energy{};
            double total = 0;
            for (std::size_t t = 0; t < series.values.size(); ++t) {
                auto& of_month = energy[moment_of(t, hours).month];
                of_month = of_month.value_or(0) + series.values[t] * hours;
                total += series.values[t] * hours;
            }
            auto row = series_cells(s, district, series, language);
            for (const auto& kwh : energy) {
                row.emplace_back();
                if (kwh) row.back() = *kwh;
            }
            row.emplace_back(total);
            sheet.rows.push_back(std::move(row));
        }
    });
    return sheet;
}

Sheet day_sheet(const Plan& plan, Language language) {
    const bool ja = language == Language::ja;
    Sheet sheet{ja ? "時刻別平均" : "Mean by hour", series_columns(language), {}};
    sheet.columns.push_back({ja ? "月" : "Month", As::whole, 8});
    for (int hour = 0; hour < 24; ++hour)
        sheet.columns.push_back(
            {ja ? fmt::format("{}時 (kW)", hour) : fmt::format("{}:00 (kW)", hour), As::one_decimal, 11});
    each_network(plan, [&](const ScenarioPlan& s, const District& district) {
        struct Mean {
            double sum = 0;
            int count = 0;
        };
        for (const auto& series : shown_series(district, *s.network)) {
            if (!is_power(series)) continue;
            std::array<std::array<Mean, 24>, 12> means{};
            std::array<bool, 12> there{};
            for (std::size_t t = 0; t < series.values.size(); ++t) {
                const Moment moment = moment_of(t, s.network->step_hours);
                Mean& mean = means[moment.month][moment.hour];
                mean.sum += series.values[t];
                ++mean.count;
                there[moment.month] = true;
            }
            for (std::size_t month = 0; month < 12; ++month) {
                if (!there[month]) continue;
                auto row = series_cells(s, district, series, language);
                row.emplace_back(static_cast<double>(month + 1));
                for (const auto& mean : means[month]) {
                    row.emplace_back();
                    if (mean.count > 0) row.back() = mean.sum / mean.count;
                }
                sheet.rows.push_back(std::move(row));
            }
        }
    });
    return sheet;
}

}  // namespace gaiku
