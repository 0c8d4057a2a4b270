#include "network/linear_problem.h"

#include <algorithm>
#include <tuple>

namespace gaiku::network {
namespace {

std::size_t index(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

}  // namespace

class ProblemWriter {
    /// A step value with its arrays resolved.
    struct Resolved {
        double factor = 0;
        const double* series = nullptr;
        const double* derived = nullptr;

        [[nodiscard]] double at(std::int32_t step) const {
            double value = factor;
            if (series) value *= series[step];
            if (derived) value *= derived[step];
            return value;
        }
    };

    struct Entry {
        std::int32_t row = -1;  ///< of the template, or among the global rows
        Resolved value;
        std::int32_t lag = 0;  ///< the row is of so many steps later
    };

    /// What a template column meets.
    struct ColumnEntries {
        std::vector<Entry> own;
        std::vector<Entry> next;  ///< by lag
        std::vector<Entry> total;
        [[nodiscard]] std::int32_t reach() const { return next.empty() ? 1 : next.back().lag; }
    };

    /// An entry of a global row in a column of one step.
    struct AtStep {
        std::int32_t step = -1, column = -1, row = -1;
        double value = 0;
        [[nodiscard]] bool is_of(std::int32_t t, std::int32_t k) const { return step == t && column == k; }
    };

public:
    ProblemWriter(LinearProblem& problem, const Network& network)
        : p_(problem), layout_(problem.layout_), network_(network), steps_(network.horizon().steps()) {}

    void write() {
        number_rows();
        write_row_limits();
        collect_columns();
        reserve();
        for (std::int32_t t = 0; t < steps_; ++t) write_step(t);
        write_globals();
        p_.starts_.push_back(static_cast<std::int32_t>(p_.values_.size()));
    }

private:
    [[nodiscard]] Resolved resolve(const StepValue& value) const {
        return {value.factor, value.series < 0 ? nullptr : network_.series({value.series}).data(),
                value.derived < 0 ? nullptr : layout_.derived[index(value.derived)].data()};
    }
    [[nodiscard]] std::int32_t row_at(std::int32_t t, std::int32_t r) const {
        return p_.row_of_[index(t) * layout_.rows.size() + index(r)];
    }

    [[nodiscard]] bool is_present(const StepRow& row, std::int32_t t) const {
        if (t == 0 && row.first == First::absent) return false;
        return row.present < 0 || layout_.derived[index(row.present)][index(t)] != 0;
    }

    void number_rows() {
        Structure& s = p_.structure_;
        s = {};
        s.steps = steps_;
        s.columns_per_step = static_cast<std::int32_t>(layout_.columns.size());
        s.rows_per_step = static_cast<std::int32_t>(layout_.rows.size());
        s.carried_column.assign(layout_.columns.size(), 0);
        for (const StepRow& row : layout_.rows) {
            for (const StepEntry& entry : row.before) s.carried_column[index(entry.index)] = 1;
            for (const EarlierEntry& entry : row.earlier) {
                s.carried_column[index(entry.index)] = 1;
                s.reach = std::max(s.reach, entry.lag);
            }
            const bool looks_back = !row.before.empty() || !row.earlier.empty();
            s.cyclic = s.cyclic || (looks_back && row.first == First::cyclic);
        }
        p_.row_of_.assign(index(steps_) * layout_.rows.size(), -1);
        std::int32_t next = 0;
        for (std::int32_t t = 0; t < steps_; ++t) {
            s.row_begin.push_back(next);
            for (std::int32_t r = 0; r < s.rows_per_step; ++r) {
                if (!is_present(layout_.rows[index(r)], t)) continue;
                p_.row_of_[index(t) * layout_.rows.size() + index(r)] = next++;
                s.row_template.push_back(r);
            }
        }
        s.row_begin.push_back(next);
    }

    void write_row_limits() {
        const std::size_t rows = p_.structure_.row_template.size() + layout_.global_rows.size();
        p_.row_lower_.assign(rows, 0);
        p_.row_upper_.assign(rows, 0);
        for (std::int32_t r = 0; r < p_.structure_.rows_per_step; ++r) {
            const Resolved lower = resolve(layout_.rows[index(r)].lower), upper = resolve(layout_.rows[index(r)].upper);
            for (std::int32_t t = 0; t < steps_; ++t) {
                const std::int32_t row = row_at(t, r);
                if (row < 0) continue;
                p_.row_lower_[index(row)] = lower.at(t);
                p_.row_upper_[index(row)] = upper.at(t);
            }
        }
        for (std::int32_t r = 0; r < p_.structure_.rows_per_step; ++r) shift_first(r);
        const std::size_t first = p_.structure_.row_template.size();
        for (std::size_t g = 0; g < layout_.global_rows.size(); ++g) {
            p_.row_lower_[first + g] = layout_.global_rows[g].lower;
            p_.row_upper_[first + g] = layout_.global_rows[g].upper;
        }
    }

    /// In the first step, columns of the step before are known numbers and move to the right-hand side.
    void shift_first(std::int32_t r) {
        const StepRow& row = layout_.rows[index(r)];
        if (row.first != First::given) return;
        for (const StepEntry& entry : row.before) shift(row_at(0, r), resolve(entry.value).at(0) * row.before_first);
        for (const EarlierEntry& entry : row.earlier) {
            for (std::int32_t t = 0; t < std::min(entry.lag, steps_); ++t) {
                const std::size_t ago = index(entry.lag - t - 1);
                if (ago < row.known_earlier.size())
                    shift(row_at(t, r), resolve(entry.value).at(t) * row.known_earlier[ago]);
            }
        }
    }

    void shift(std::int32_t row, double known) {
        if (row < 0) return;
        p_.row_lower_[index(row)] -= known;
        p_.row_upper_[index(row)] -= known;
    }

    void collect_columns() {
        columns_.resize(layout_.columns.size());
        for (std::int32_t r = 0; r < p_.structure_.rows_per_step; ++r) {
            const StepRow& row = layout_.rows[index(r)];
            for (const StepEntry& entry : row.own)
                columns_[index(entry.index)].own.push_back({r, resolve(entry.value)});
            for (const StepEntry& entry : row.before)
                columns_[index(entry.index)].next.push_back({r, resolve(entry.value), 1});
            for (const EarlierEntry& entry : row.earlier)
                columns_[index(entry.index)].next.push_back({r, resolve(entry.value), entry.lag});
        }
        for (ColumnEntries& column : columns_)
            std::stable_sort(column.next.begin(), column.next.end(),
                             [](const Entry& a, const Entry& b) { return a.lag < b.lag; });
        for (std::size_t g = 0; g < layout_.global_rows.size(); ++g) {
            const auto row = static_cast<std::int32_t>(p_.structure_.row_template.size() + g);
            for (const StepEntry& entry : layout_.global_rows[g].steps)
                columns_[index(entry.index)].total.push_back({row, resolve(entry.value)});
            for (const StepEntry& entry : layout_.global_rows[g].at_step)
                at_step_.push_back({layout_.global_rows[g].step, entry.index, row, entry.value.factor});
        }
        std::stable_sort(at_step_.begin(), at_step_.end(), [](const AtStep& a, const AtStep& b) {
            return std::tie(a.step, a.column) < std::tie(b.step, b.column);
        });
    }

    void reserve() {
        std::size_t a_step = 0;
        for (const ColumnEntries& column : columns_)
            a_step += column.own.size() + column.next.size() + column.total.size();
        std::size_t globals = 0;
        for (const StepRow& row : layout_.rows) globals += row.globals.size() + (row.globals_by_set >= 0 ? 1 : 0);
        std::size_t count = (a_step + globals) * index(steps_) + at_step_.size();
        for (const GlobalRow& row : layout_.global_rows) count += row.globals.size();
        const std::size_t columns = columns_.size() * index(steps_) + layout_.global_columns.size();
        p_.starts_.clear();
        p_.indices_.clear();
        p_.values_.clear();
        p_.starts_.reserve(columns + 1);
        p_.indices_.reserve(count);
        p_.values_.reserve(count);
        p_.cost_.resize(columns);
        p_.lower_.resize(columns);
        p_.upper_.resize(columns);
    }

    void begin_column() {
        begin_ = p_.values_.size();
        p_.starts_.push_back(static_cast<std::int32_t>(begin_));
    }
    void put(std::int32_t row, double value) {
        if (row < 0) return;
        if (p_.values_.size() > begin_ && p_.indices_.back() == row) {
            p_.values_.back() += value;
            return;
        }
        p_.indices_.push_back(row);
        p_.values_.push_back(value);
    }
    /// Leaves out what came to 0: a plant's yield at night.
    void end_column() {
        std::size_t kept = begin_;
        for (std::size_t i = begin_; i < p_.values_.size(); ++i) {
            if (p_.values_[i] == 0) continue;
            p_.values_[kept] = p_.values_[i];
            p_.indices_[kept++] = p_.indices_[i];
        }
        p_.values_.resize(kept);
        p_.indices_.resize(kept);
    }

    void write_step(std::int32_t t) {
        const std::size_t first = index(t) * columns_.size();
        for (std::size_t k = 0; k < columns_.size(); ++k) {
            const StepColumn& column = layout_.columns[k];
            p_.cost_[first + k] = resolve(column.cost).at(t);
            p_.lower_[first + k] = resolve(column.lower).at(t);
            p_.upper_[first + k] = resolve(column.upper).at(t);
            begin_column();
            const ColumnEntries& entries = columns_[k];
            if (t + entries.reach() >= steps_) {
                write_last(entries, t);
            } else {
                for (const Entry& e : entries.own) put(row_at(t, e.row), e.value.at(t));
                for (const Entry& e : entries.next) put(row_at(t + e.lag, e.row), e.value.at(t + e.lag));
            }
            for (const Entry& e : entries.total) put(e.row, e.value.at(t));
            for (; next_ < at_step_.size() && at_step_[next_].is_of(t, static_cast<std::int32_t>(k)); ++next_)
                put(at_step_[next_].row, at_step_[next_].value);
            end_column();
        }
    }

    /// The last steps' columns are met again in the first ones, whose rows come before their own; with a single step
    /// they are the same rows.
    void write_last(const ColumnEntries& entries, std::int32_t t) {
        std::vector<std::pair<std::int32_t, double>> sorted;
        for (const Entry& e : entries.next) {
            const bool around = t + e.lag >= steps_;
            if (around && layout_.rows[index(e.row)].first != First::cyclic) continue;
            const std::int32_t at = around ? t + e.lag - steps_ : t + e.lag;
            sorted.emplace_back(row_at(at, e.row), e.value.at(at));
        }
        for (const Entry& e : entries.own) sorted.emplace_back(row_at(t, e.row), e.value.at(t));
        std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        for (const auto& [row, value] : sorted) put(row, value);
    }

    void write_globals() {
        std::vector<std::vector<std::pair<std::int32_t, double>>> entries(layout_.global_columns.size());
        collect_step_globals(entries);
        for (std::size_t g = 0; g < layout_.global_rows.size(); ++g) {
            const auto row = static_cast<std::int32_t>(p_.structure_.row_template.size() + g);
            for (const StepEntry& entry : layout_.global_rows[g].globals)
                entries[index(entry.index)].emplace_back(row, entry.value.factor);
        }
        const std::size_t first = columns_.size() * index(steps_);
        for (std::size_t c = 0; c < entries.size(); ++c) {
            const GlobalColumn& column = layout_.global_columns[c];
            p_.cost_[first + c] = column.cost;
            p_.lower_[first + c] = column.lower;
            p_.upper_[first + c] = column.upper;
            begin_column();
            for (const auto& [row, value] : entries[c]) put(row, value);
            end_column();
        }
    }

    void collect_step_globals(std::vector<std::vector<std::pair<std::int32_t, double>>>& entries) const {
        for (std::int32_t t = 0; t < steps_; ++t) {
            for (std::int32_t r = 0; r < p_.structure_.rows_per_step; ++r) {
                const StepRow& row = layout_.rows[index(r)];
                const std::int32_t at = row_at(t, r);
                if (at < 0) continue;
                for (const StepEntry& entry : row.globals)
                    entries[index(entry.index)].emplace_back(at, resolve(entry.value).at(t));
                if (row.globals_by_set < 0) continue;
                const Peak& peak = network_.peaks()[index(row.globals_by_set)];
                const CapacityId capacity = peak.of_set[index(peak.set_of_step[index(t)])];
                entries[capacity.at()].emplace_back(at, -1);
            }
        }
    }

    LinearProblem& p_;
    const Layout& layout_;
    const Network& network_;
    std::int32_t steps_;
    std::vector<ColumnEntries> columns_;
    std::vector<AtStep> at_step_;  ///< by step, column and row
    std::size_t begin_ = 0, next_ = 0;
};

void LinearProblem::write(const Network& network) {
    ProblemWriter(*this, network).write();
    integer_.clear();
    if (!network.has_integers()) return;
    for (int t = 0; t < structure_.steps; ++t) {
        for (const StepColumn& column : layout_.columns) integer_.push_back(column.integer ? 1 : 0);
    }
    for (const GlobalColumn& column : layout_.global_columns) integer_.push_back(column.integer ? 1 : 0);
}

Change LinearProblem::update(const Network& network) {
    LinearProblem next(network);
    Change change;
    change.structure = next.rows() != rows() || next.starts_ != starts_ || next.indices_ != indices_ ||
                       next.structure_.row_template != structure_.row_template || next.integer_ != integer_;
    change.costs = next.cost_ != cost_;
    change.limits = next.lower_ != lower_ || next.upper_ != upper_ || next.row_lower_ != row_lower_ ||
                    next.row_upper_ != row_upper_;
    change.coefficients = next.values_ != values_;
    if (change.structure) {
        *this = std::move(next);
        return change;
    }
    // Copied rather than moved: a solver's view keeps its addresses.
    std::copy(next.values_.begin(), next.values_.end(), values_.begin());
    std::copy(next.cost_.begin(), next.cost_.end(), cost_.begin());
    std::copy(next.lower_.begin(), next.lower_.end(), lower_.begin());
    std::copy(next.upper_.begin(), next.upper_.end(), upper_.begin());
    std::copy(next.row_lower_.begin(), next.row_lower_.end(), row_lower_.begin());
    std::copy(next.row_upper_.begin(), next.row_upper_.end(), row_upper_.begin());
    layout_ = std::move(next.layout_);
    return change;
}

std::int32_t LinearProblem::row(std::int32_t template_row, int step) const {
    return row_of_[index(step) * index(structure_.rows_per_step) + index(template_row)];
}

RowPlace LinearProblem::row_place(std::int32_t row) const {
    const auto& begin = structure_.row_begin;
    if (row >= begin.back()) {
        const GlobalRow& global = layout_.global_rows[index(row - begin.back())];
        if (global.kind != RowKind::window) return {global.kind, &global.origin, global.element, {}};
        return {global.kind, &global.origin, global.element, {0, 0, (global.step + 1) % std::max(1, structure_.steps)}};
    }
    const auto step = std::upper_bound(begin.begin(), begin.end(), row) - begin.begin() - 1;
    const StepRow& found = layout_.rows[index(structure_.row_template[index(row)])];
    return {found.kind, &found.origin, found.element, {0, 0, static_cast<int>(step)}};
}

ColumnPlace LinearProblem::column_place(std::int32_t column) const {
    const std::int32_t globals = structure_.steps * structure_.columns_per_step;
    if (column >= globals) {
        const GlobalColumn& found = layout_.global_columns[index(column - globals)];
        return {found.kind, &found.origin, found.element, {}};
    }
    const StepColumn& found = layout_.columns[index(column % structure_.columns_per_step)];
    return {found.kind, &found.origin, found.element, {0, 0, column / structure_.columns_per_step}};
}

}  // namespace gaiku::network
