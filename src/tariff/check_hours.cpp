#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <set>

#include "base/constants.h"
#include "tariff/read.h"

namespace gaiku {
namespace {

constexpr std::array<const char*, kinds_of_days> kind_names{"monday", "tuesday",  "wednesday", "thursday",
                                                            "friday", "saturday", "sunday",    "holidays"};

/// Looks at every combination of season, kind of day and span between two changes of period.
class HourCheck {
public:
    HourCheck(const Tariff& tariff, Findings& findings) : tariff_(tariff), findings_(findings) {
        std::set<int> changes{0, minutes_a_day};
        for (const auto& period : tariff.periods) {
            for (const auto& span : period.hours) changes.insert({span.from, span.to});
        }
        changes_.assign(changes.begin(), changes.end());
    }

    void run() {
        if (!check_seasons()) return;
        if (!each([&](int season, int kind, Minutes span) { return check_periods(season, kind, span); })) return;
        for (const auto& charge : tariff_.charges) {
            if (charge.rates.empty()) continue;
            each([&](int season, int kind, Minutes span) { return check_rates(charge, season, kind, span); });
        }
    }

private:
    bool check_seasons() {
        if (tariff_.seasons.empty()) return true;
        constexpr std::array days{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        for (int month = 1; month <= 12; ++month) {
            for (int day = 1; day <= days[static_cast<std::size_t>(month - 1)]; ++day) {
                const auto count = std::count_if(tariff_.seasons.begin(), tariff_.seasons.end(), [&](const Season& s) {
                    return s.has({month, day});
                });
                if (count == 1) continue;
                report(*tariff_.record, "seasons", count == 0, fmt::format("{:02}-{:02}", month, day),
                       {"every day in one season", "どの日も一つの季節に属すること"});
                return false;
            }
        }
        return true;
    }

    template <class Visit>
    bool each(Visit visit) {
        const int seasons = static_cast<int>(tariff_.seasons.size());
        for (int season = seasons == 0 ? -1 : 0; season < seasons; ++season) {
            for (int kind = 0; kind < kinds_of_days; ++kind) {
                const bool no_holidays = !tariff_.japanese_holidays && tariff_.days_off.empty();
                if (kind == holiday && no_holidays) continue;
                for (std::size_t i = 1; i < changes_.size(); ++i) {
                    if (!visit(season, kind, Minutes{changes_[i - 1], changes_[i]})) return false;
                }
            }
        }
        return true;
    }

    bool check_periods(int season, int kind, Minutes span) {
        const Period* first = nullptr;
        bool otherwise = false;
        for (const auto& period : tariff_.periods) {
            const bool there = period.season < 0 || period.season == season;
            if (!there) continue;
            const bool in = (period.days >> kind & 1) != 0 &&
                            std::any_of(period.hours.begin(), period.hours.end(),
                                        [&](const Minutes& m) { return m.from <= span.from && span.from < m.to; });
            const bool second = period.otherwise ? otherwise : in && first != nullptr;
            if (second) {
                const Record& record = *find(period.id);
                report(record, record.has("hours") ? "hours" : "season", false, moment(season, kind, span),
                       {"no hour in two periods", "どの時刻も二つの時間帯に属さないこと"});
                return false;
            }
            if (period.otherwise) otherwise = true;
            if (in && !period.otherwise) first = &period;
        }
        return true;
    }

    bool check_rates(const Charge& charge, int season, int kind, Minutes span) {
        const int period = tariff_.period_of(season, kind, span.from);
        const auto count = std::count_if(charge.rates.begin(), charge.rates.end(), [&](const Rate& rate) {
            return (rate.season < 0 || rate.season == season) && (rate.period < 0 || rate.period == period);
        });
        // Demand may be charged in some hours only; every kWh has a price.
        if (count == 1 || (count == 0 && charge.kind == ChargeKind::demand)) return true;
        report(*charge.record, "rates", count == 0, moment(season, kind, span),
               {"one price for every hour", "どの時刻にも単価が一つ"});
        return false;
    }

    [[nodiscard]] const Record* find(const std::string& period) const {
        for (const auto& [id, record] : tariff_.record->records("periods")) {
            if (id == period) return record.get();
        }
        return tariff_.record.get();
    }

    [[nodiscard]] std::string moment(int season, int kind, Minutes span) const {
        const std::string when = std::string(kind_names[static_cast<std::size_t>(kind)]) + " " + print_minutes(span);
        return season < 0 ? when : tariff_.seasons[static_cast<std::size_t>(season)].id + ", " + when;
    }

    void report(const Record& record, const char* key, bool gap, std::string value, Text expected) {
        Finding finding = record.finding(gap ? "tariff-gap" : "tariff-overlap", key, std::move(expected),
                                         gap ? Text{"add what is missing there", "欠けている分を加えてください"}
                                             : Text{"shorten one of the two", "どちらかを短くしてください"});
        finding.value = std::move(value);
        findings_.add(std::move(finding));
    }

    const Tariff& tariff_;
    Findings& findings_;
    std::vector<int> changes_;
};

}  // namespace

void check_hours(const Tariff& tariff, Findings& findings) {
    HourCheck(tariff, findings).run();
}

}  // namespace gaiku
