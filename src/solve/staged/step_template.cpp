#include "solve/staged/step_template.h"

#include <algorithm>
#include <map>

namespace gaiku::solve::staged {
namespace {

class Writer {
public:
    Writer(const ByRows& rows, const Places& places, const Scaling& scaling, const Segments& segments, StepTemplate& to)
        : rows_(rows), places_(places), scaling_(scaling), segments_(segments), to_(to), columns_(at(to.columns), -1) {}

    void run(FrameValues& numbers) {
        number_globals();
        look_at_pairs();
        number_carried();
        assign_slots();
        const auto slots = at(to_.slots), rows = at(to_.rows), columns = at(to_.columns);
        lists_.assign({List{&to_.own, columns, 0}, List{&to_.lag, to_.carried.size(), rows * columns},
                       List{&to_.border_row, slots, rows * (columns + to_.carried.size())},
                       List{&to_.border_column, slots, rows * (columns + to_.carried.size() + slots)}});
        std::vector<Doubles> table(lists_[3].begin + columns * slots);
        each_entry([&](Place row, Place column, double a) { put(row, column, a, table); });
        write(table, numbers);
    }

private:
    template <class Use>
    void each_pair(Use use) const {
        for (std::int32_t i = 0; i < places_.rows.size(); ++i) {
            const Place row = places_.rows[i];
            for (auto k = rows_.starts[at(i)]; row.role >= 0 && k < rows_.starts[at(i) + 1]; ++k) {
                const Place column = places_.columns[rows_.columns[at(k)]];
                if (column.role >= 0) use(row, column);
            }
        }
    }

    template <class Use>
    void each_entry(Use use) const {
        std::vector<double> by_column(at(places_.columns.size()));
        for (std::int32_t j = 0; j < places_.columns.size(); ++j) by_column[at(j)] = scaling_.column(j);
        for (std::int32_t i = 0; i < places_.rows.size(); ++i) {
            const double by_row = scaling_.row(i);
            if (by_row == 0) continue;
            const Place row = places_.rows[i];
            for (auto k = rows_.starts[at(i)]; k < rows_.starts[at(i) + 1]; ++k) {
                const std::int32_t j = rows_.columns[at(k)];
                const double factor = by_row * by_column[at(j)];
                if (factor != 0) use(row, places_.columns[j], rows_.values[at(k)] * factor);
            }
        }
    }

    /// Which columns the next step meets, and which segments and roles meet what is of all steps.
    void look_at_pairs() {
        const auto count = at(segments_.count()), roles = at(to_.rows + to_.columns);
        meets_.assign(slot_.size(), 0);
        has_role_.assign(slot_.size() / count * roles, 0);
        each_pair([&](Place row, Place column) {
            if (row.is_of_step() && column.is_of_step()) {
                if (row.step != column.step) columns_[at(column.role)] = 0;
            } else if (row.is_of_step() || column.is_of_step()) {
                const auto global = at(global_of(row, column));
                has_role_[global * roles + at(row.is_of_step() ? row.role : to_.rows + column.role)] = 1;
                meets_[global * count + segment_of(segments_.spot(row.is_of_step() ? row.step : column.step))] = 1;
            }
        });
    }

    void number_carried() {
        for (std::int32_t c = 0; c < to_.columns; ++c) {
            if (columns_[at(c)] < 0) continue;
            columns_[at(c)] = static_cast<std::int32_t>(to_.carried.size());
            to_.carried.push_back(c);
        }
    }

    void number_globals() {
        column_count_ = static_cast<std::int32_t>(places_.global_columns.size());
        slot_.assign((places_.global_columns.size() + places_.global_rows.size()) * at(segments_.count()), -1);
    }

    /// Columns of all steps first, then rows.
    [[nodiscard]] std::int32_t global_of(Place row, Place column) const {
        return row.is_of_all() ? column_count_ + row.role : column.role;
    }
    [[nodiscard]] std::size_t segment_of(const Segments::Spot& spot) const {
        return at(spot.group * segments_.lanes + spot.lane);
    }

    /// A slot for what every segment meets; the others share slots with those that are met by the same roles.
    void assign_slots() {
        const auto count = at(segments_.count()), roles = at(to_.rows + to_.columns);
        std::map<std::vector<std::uint8_t>, std::vector<std::size_t>> sharing;
        for (std::size_t g = 0; g * count < slot_.size(); ++g) {
            const auto begin = meets_.begin() + static_cast<std::ptrdiff_t>(g * count);
            const auto met = std::count(begin, begin + static_cast<std::ptrdiff_t>(count), 1);
            if (met == segments_.count()) {
                const std::int32_t own = to_.slots;
                for (std::size_t s = 0; s < count; ++s) give(g, s, own);
            } else if (met > 0) {
                const auto of_roles = has_role_.begin() + static_cast<std::ptrdiff_t>(g * roles);
                sharing[{of_roles, of_roles + static_cast<std::ptrdiff_t>(roles)}].push_back(g);
            }
        }
        for (const auto& [key, globals] : sharing) {
            const std::int32_t first = to_.slots;
            for (std::size_t s = 0; s < count; ++s) {
                std::int32_t slot = first;
                for (const std::size_t g : globals) {
                    if (meets_[g * count + s] != 0) give(g, s, slot++);
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

    void put(Place row, Place column, double a, std::vector<Doubles>& table) {
        if (row.is_of_all() && column.is_of_all()) {
            to_.globals.push_back({row.role, column.role, a});
            return;
        }
        const Segments::Spot spot = segments_.spot(row.is_of_all() ? column.step : row.step);
        const auto slot = [&] { return slot_[at(global_of(row, column)) * at(segments_.count()) + segment_of(spot)]; };
        std::size_t place = 0;
        if (row.is_of_all()) {
            place = lists_[3].place(column.role, slot());
        } else if (column.is_of_all()) {
            place = lists_[2].place(row.role, slot());
        } else if (column.step == row.step) {
            place = lists_[0].place(row.role, column.role);
        } else {
            place = lists_[1].place(row.role, columns_[at(column.role)]);
        }
        Doubles& numbers = table[place];
        if (numbers.empty()) numbers.assign(at(segments_.groups * segments_.frames * segments_.lanes), 0);
        numbers[at((spot.group * segments_.frames + spot.frame) * segments_.lanes + spot.lane)] += a;
    }

    void write(std::vector<Doubles>& table, FrameValues& numbers) {
        for (std::size_t l = 0; l < lists_.size(); ++l) {
            const std::size_t end = l + 1 < lists_.size() ? lists_[l + 1].begin : table.size();
            for (std::size_t i = lists_[l].begin; i < end; ++i) {
                if (table[i].empty()) continue;
                lists_[l].entries->push_back({static_cast<std::int32_t>((i - lists_[l].begin) / lists_[l].width),
                                              static_cast<std::int32_t>((i - lists_[l].begin) % lists_[l].width)});
                numbers.add(table[i]);
                table[i] = Doubles();
            }
        }
        to_.values = numbers.values();
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
    std::vector<std::int32_t> slot_;              ///< global x segments
    std::vector<std::uint8_t> meets_, has_role_;  ///< global x segments, x roles of rows, then of columns
};

}  // namespace

StepTemplate::StepTemplate(const ByRows& matrix, const Places& places, const Scaling& scaling, const Segments& segments)
    : columns(places.column_roles), rows(places.row_roles), numbers_(segments) {
    Writer(matrix, places, scaling, segments, *this).run(numbers_);
}

}  // namespace gaiku::solve::staged
