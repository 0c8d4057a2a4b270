#include "report/comparison_sheets.h"

#include <algorithm>
#include <map>

namespace gaiku {
namespace {

using As = Sheet::Format;

class ComparisonSheets {
public:
    ComparisonSheets(const Comparison& all, Language language) : all_(all), language_(language) {}

    std::vector<Sheet> run() {
        std::vector<Sheet> sheets{figures(), differences(), sizes()};
        std::erase_if(sheets, [](const Sheet& sheet) { return sheet.rows.empty(); });
        return sheets;
    }

private:
    [[nodiscard]] std::string say(const char* en, const char* ja) const { return language_ == Language::ja ? ja : en; }

    [[nodiscard]] std::string title(const Variant& variant) const {
        return variant.name.in(language_) + " (" + variant.id + ")";
    }

    [[nodiscard]] Sheet empty(std::string name) const {
        Sheet sheet{std::move(name), {{say("Figure", "項目"), As::text, 34}, {say("Unit", "単位"), As::text, 10}}, {}};
        for (const auto& variant : all_.variants) sheet.columns.push_back({title(variant), As::any, 20});
        return sheet;
    }

    [[nodiscard]] Sheet figures() const {
        Sheet sheet = empty(say("Comparison", "比較"));
        std::vector<Sheet::Cell> baselines{say("Held against", "比較の基準"), Sheet::Cell()};
        for (const auto& variant : all_.variants) baselines.emplace_back(variant.baseline.value_or("–"));
        sheet.rows.push_back(std::move(baselines));
        for (std::size_t row = 0; row < all_.rows.size(); ++row) {
            std::vector<Sheet::Cell> cells = head(all_.rows[row]);
            for (const auto& variant : all_.variants) cells.push_back(cell(shown(all_.rows[row], variant.values[row])));
            sheet.rows.push_back(std::move(cells));
        }
        return sheet;
    }

    /// Less than 0: less than the baseline.
    [[nodiscard]] Sheet differences() const {
        Sheet sheet = empty(say("Differences", "基準との差"));
        for (std::size_t row = 0; row < all_.rows.size(); ++row) {
            std::vector<Sheet::Cell> cells = head(all_.rows[row]);
            bool any = false;
            for (const auto& variant : all_.variants) {
                const Variant* baseline = find(variant.baseline);
                Sheet::Cell difference;
                if (baseline != nullptr && variant.values[row] && baseline->values[row]) {
                    difference = *shown(all_.rows[row], *variant.values[row] - *baseline->values[row]);
                    any = true;
                }
                cells.push_back(difference);
            }
            if (any) sheet.rows.push_back(std::move(cells));
        }
        return sheet;
    }

    /// kW and kWh of everything that one of the variants has.
    [[nodiscard]] Sheet sizes() const {
        Sheet sheet = empty(say("Sizes", "設備容量"));
        std::vector<std::pair<std::string, std::string>> order;
        std::map<std::pair<std::string, std::string>, Text> names;
        for (const auto& variant : all_.variants) {
            if (!variant.scenario->network) continue;
            for (const auto& size : variant.scenario->network->sizes) {
                const std::pair key(size.id, size.part);
                if (!size.value || *size.value <= 0 || names.contains(key)) continue;
                names[key] = size.name;
                order.push_back(key);
            }
        }
        for (const auto& key : order) {
            std::string name = names[key].in(language_);
            if (key.second != "capacity") name += " " + key.second;
            std::vector<Sheet::Cell> cells{name, Sheet::Cell()};
            for (const auto& variant : all_.variants) cells.push_back(size_of(variant, key, cells[1]));
            sheet.rows.push_back(std::move(cells));
        }
        return sheet;
    }

    static Sheet::Cell size_of(const Variant& variant, const std::pair<std::string, std::string>& key,
                               Sheet::Cell& unit) {
        if (!variant.scenario->network) return {};
        for (const auto& size : variant.scenario->network->sizes) {
            if (size.id != key.first || size.part != key.second) continue;
            unit = std::string(size.energy ? "kWh" : "kW");
            return cell(size.value);
        }
        return {};
    }

    [[nodiscard]] std::vector<Sheet::Cell> head(const ComparedRow& row) const {
        std::vector<Sheet::Cell> cells;
        cells.emplace_back((row.part ? "  " : "") + row.name.in(language_));
        cells.emplace_back(row.unit);
        return cells;
    }

    /// Shares in percent.
    static std::optional<double> shown(const ComparedRow& row, std::optional<double> value) {
        if (value && row.unit == "%") return *value * 100;
        return value;
    }

    [[nodiscard]] const Variant* find(const std::optional<std::string>& id) const {
        if (!id) return nullptr;
        const auto found =
            std::find_if(all_.variants.begin(), all_.variants.end(), [&](const Variant& v) { return v.id == *id; });
        return found == all_.variants.end() ? nullptr : &*found;
    }

    static Sheet::Cell cell(const std::optional<double>& value) { return value ? Sheet::Cell(*value) : Sheet::Cell(); }

    const Comparison& all_;
    Language language_;
};

}  // namespace

std::vector<Sheet> comparison_sheets(const Comparison& comparison, Language language) {
    return ComparisonSheets(comparison, language).run();
}

}  // namespace gaiku
