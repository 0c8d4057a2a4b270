#include "solve/staged/step_template.h"

#include <algorithm>
#include <map>
#include <set>

namespace gaiku::solve::staged {
namespace {

class Writer {
public:
    Writer(const ByRows& rows, const Places& places, const Scaling& scaling, const Segments& segments, StepTemplate& to)
        : rows_(rows), places_(places), scaling_(scaling), segments_(segments), to_(to), columns_(at(to.columns), -1) {}

    void run(std::vector<Doubles>& numbers) {
        find_carried();
        number_globals();
        assign_slots();
        const auto slots = at(to_.slots), rows = at(to_.rows), columns = at(to_.columns);
        lists_.assign({List{&to_.own, columns, 0}, List{&to_.lag, to_.carried.size(), rows * columns},
                       List{&to_.border_row, slots, rows * (columns + to_.carried.size())},
                       List{&to_.border_column, slots, rows * (columns + to_.carried.size() + slots)}});
        std::vector<Doubles> table(lists_[3].begin + columns * slots);
        each_entry([&](std::int32_t i, std::int32_t j, double a) { put(i, j, a, table); });
        write(table, numbers);
    }

private:
    template <class Use>
    void each_entry(Use use) const {
        for (std::int32_t i = 0; at(i) < scaling_.row.size(); ++i) {
            if (scaling_.row[at(i)] == 0) continue;
            for (auto k = rows_.starts[at(i)]; k < rows_.starts[at(i) + 1]; ++k) {
                const std::int32_t j = rows_.columns[at(k)];
                if (scaling_.column[at(j)] != 0)
                    use(i, j, rows_.values[at(k)] * scaling_.row[at(i)] * scaling_.column[at(j)]);
            }
        }
    }

    void find_carried() {
        each_entry([&](std::int32_t i, std::int32_t j, double /*a*/) {
            const std::int32_t row = places_.row_step[at(i)], column = places_.column_step[at(j)];
            if (row >= 0 && column >= 0 && row != column) columns_[at(places_.column_role[at(j)])] = 0;
        });
        for (std::int32_t c = 0; c < to_.columns; ++c) {
            if (columns_[at(c)] < 0) continue;
            columns_[at(c)] = static_cast<std::int32_t>(to_.carried.size());
            to_.carried.push_back(c);
        }
    }

    void number_globals() {
        column_count_ = static_cast<std::int32_t>(places_.global_columns.size());
        global_of_column_.assign(scaling_.column.size(), -1);
        global_of_row_.assign(scaling_.row.size(), -1);
        std::int32_t next = 0;
        for (const std::int32_t j : places_.global_columns) global_of_column_[at(j)] = next++;
        for (const std::int32_t i : places_.global_rows) global_of_row_[at(i)] = next++;
        slot_.assign(at(next * segments_.count()), -1);
    }

    /// A slot for what every segment meets; the others share slots with those that are met by the same roles.
    void assign_slots() {
        const auto count = at(segments_.count());
        std::vector<std::set<std::int32_t>> roles(slot_.size() / count);
        std::vector<std::uint8_t> meets(slot_.size(), 0);
        each_entry([&](std::int32_t i, std::int32_t j, double /*a*/) {
            const std::int32_t of_row = global_of_row_[at(i)], of_column = global_of_column_[at(j)];
            if ((of_row < 0) == (of_column < 0)) return;
            const std::int32_t global = std::max(of_row, of_column);
            const std::int32_t step = of_row < 0 ? places_.row_step[at(i)] : places_.column_step[at(j)];
            roles[at(global)].insert(of_row < 0 ? places_.row_role[at(i)] : -1 - places_.column_role[at(j)]);
            const Segments::Spot spot = segments_.spot(step);
            meets[at(global) * count + at(spot.group * segments_.lanes + spot.lane)] = 1;
        });
        std::map<std::set<std::int32_t>, std::vector<std::size_t>> sharing;
        for (std::size_t g = 0; g < roles.size(); ++g) {
            const auto begin = meets.begin() + static_cast<std::ptrdiff_t>(g * count);
            const auto met = std::count(begin, begin + static_cast<std::ptrdiff_t>(count), 1);
            if (met == segments_.count()) {
                const std::int32_t own = to_.slots;
                for (std::size_t s = 0; s < count; ++s) give(g, s, own);
            } else if (met > 0) {
                sharing[roles[g]].push_back(g);
            }
        }
        for (const auto& [key, globals] : sharing) {
            const std::int32_t first = to_.slots;
            for (std::size_t s = 0; s < count; ++s) {
                std::int32_t slot = first;
                for (const std::size_t g : globals) {
                    if (meets[g * count + s] != 0) give(g, s, slot++);
                }
            }
        }
    }

    void give(std::size_t global, std::size_t segment, std::int32_t slot) {
        const auto count = at(segments_.count());
        if (slot >= to_.slots) {
            to_.slots = slot + 1;
            to_.global_of_slot.resize(at(to_.slots) * count, -1);
        }
        to_.global_of_slot[at(slot) * count + segment] = static_cast<std::int32_t>(global);
        slot_[global * count + segment] = slot;
    }

    void put(std::int32_t i, std::int32_t j, double a, std::vector<Doubles>& table) {
        const std::int32_t of_row = global_of_row_[at(i)], of_column = global_of_column_[at(j)];
        if (of_row >= 0 && of_column >= 0) {
            to_.globals.push_back({of_row - column_count_, of_column, a});
            return;
        }
        const std::int32_t row = places_.row_role[at(i)], column = places_.column_role[at(j)];
        const Segments::Spot spot = segments_.spot(of_row >= 0 ? places_.column_step[at(j)] : places_.row_step[at(i)]);
        const auto segment = at(spot.group * segments_.lanes + spot.lane), count = at(segments_.count());
        std::size_t place = 0;
        if (of_row >= 0) {
            place = lists_[3].place(column, slot_[at(of_row) * count + segment]);
        } else if (of_column >= 0) {
            place = lists_[2].place(row, slot_[at(of_column) * count + segment]);
        } else if (places_.column_step[at(j)] == places_.row_step[at(i)]) {
            place = lists_[0].place(row, column);
        } else {
            place = lists_[1].place(row, columns_[at(column)]);
        }
        Doubles& numbers = table[place];
        if (numbers.empty()) numbers.assign(at(segments_.groups * segments_.frames * segments_.lanes), 0);
        numbers[at((spot.group * segments_.frames + spot.frame) * segments_.lanes + spot.lane)] += a;
    }

    void write(std::vector<Doubles>& table, std::vector<Doubles>& numbers) {
        std::vector<std::int32_t> last;
        for (std::size_t l = 0; l < lists_.size(); ++l) {
            const std::size_t end = l + 1 < lists_.size() ? lists_[l + 1].begin : table.size();
            for (std::size_t i = lists_[l].begin; i < end; ++i) {
                Doubles& series = table[i];
                if (series.empty()) continue;
                lists_[l].entries->push_back({static_cast<std::int32_t>((i - lists_[l].begin) / lists_[l].width),
                                              static_cast<std::int32_t>((i - lists_[l].begin) % lists_[l].width)});
                last.push_back(is_constant(series) ? std::min(1, segments_.frames - 1) : segments_.frames - 1);
                numbers.push_back(last.back() + 1 < segments_.frames ? shortened(series) : std::move(series));
                series = {};
            }
        }
        for (std::int32_t g = 0; g < segments_.groups; ++g) {
            for (std::size_t e = 0; e < numbers.size(); ++e)
                to_.values.push_back(
                    {numbers[e].data() + static_cast<std::ptrdiff_t>(g) * (last[e] + 1) * segments_.lanes, last[e]});
        }
    }

    /// The same in every lane of every frame that a step has.
    [[nodiscard]] bool is_constant(const Doubles& series) const {
        const auto lanes = at(segments_.lanes), frames = at(segments_.frames);
        for (std::size_t s = 0; s < at(segments_.count()); ++s) {
            const std::size_t group = s / lanes, lane = s % lanes;
            for (auto f = at(segments_.first_frame(static_cast<std::int32_t>(s))); f < frames; ++f) {
                if (series[(group * frames + f) * lanes + lane] != series[((frames - 1)) * lanes]) return false;
            }
        }
        return true;
    }

    /// Frame 0 and the one number of the others, for each group.
    [[nodiscard]] Doubles shortened(const Doubles& series) const {
        Doubles two;
        const auto lanes = at(segments_.lanes), frames = at(segments_.frames);
        for (std::size_t g = 0; g < at(segments_.groups); ++g) {
            const auto begin = series.begin() + static_cast<std::ptrdiff_t>(g * frames * lanes);
            two.insert(two.end(), begin, begin + static_cast<std::ptrdiff_t>(2 * lanes));
        }
        return two;
    }

    const ByRows& rows_;
    const Places& places_;
    const Scaling& scaling_;
    const Segments& segments_;
    StepTemplate& to_;
    std::vector<std::int32_t> columns_;  ///< place of every column among the carried ones
    /// Entries of one kind, as places in a table.
    struct List {
        std::vector<Entry>* entries;
        std::size_t width, begin;
        [[nodiscard]] std::size_t place(std::int32_t row, std::int32_t column) const {
            return begin + at(row) * width + at(column);
        }
    };
    std::vector<List> lists_;
    std::int32_t column_count_ = 0;
    std::vector<std::int32_t> global_of_column_, global_of_row_;
    std::vector<std::int32_t> slot_;  ///< global x segments
};

}  // namespace

StepTemplate::StepTemplate(const ByRows& matrix, const Places& places, const Scaling& scaling, const Segments& segments)
    : columns(places.column_roles), rows(places.row_roles) {
    Writer(matrix, places, scaling, segments, *this).run(numbers_);
}

}  // namespace gaiku::solve::staged
