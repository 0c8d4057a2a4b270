#include "district/vary.h"

#include <fmt/format.h>
#include <algorithm>
#include <span>
#include <stdexcept>

namespace gaiku {
namespace {

using Names = std::span<const std::string>;

/// The names of a path. Entries of lists are written "rates.0", or "rates[0]" as findings print them.
std::vector<std::string> names_of(const std::string& path) {
    std::vector<std::string> names(1);
    for (const char c : path) {
        if (c == '.' || c == '[') {
            names.emplace_back();
        } else if (c != ']') {
            names.back() += c;
        }
    }
    return names;
}

SeriesPtr multiplied(const Series& series, double factor) {
    auto copy = std::make_shared<Series>(series);
    for (double& number : copy->values) number *= factor;
    return copy;
}

/// A price or a cost: its unit is money a unit of something, or money.
bool is_priced(const Value& value) {
    if (value.field == nullptr || !value.field->unit.starts_with("yen")) return false;
    return value.field->kind == Kind::quantity || value.field->kind == Kind::quantities;
}

/// Multiplies what stands at a path, and counts how many numbers and series that were.
class Scaling {
public:
    Scaling(const District& district, const std::string& path, double factor) : result_(district), factor_(factor) {
        const auto names = names_of(path);
        if (names.size() == 2 && names[0] == "series") {
            scale_series(names[1]);
        } else {
            result_.root = at(*district.root, names);
        }
    }

    [[nodiscard]] int count() const { return count_; }
    [[nodiscard]] District result() && { return std::move(result_); }

private:
    void scale_series(const std::string& name) {
        const auto found = result_.series.find(name);
        if (found == result_.series.end()) return;
        found->second = multiplied(*found->second, factor_);
        ++count_;
    }

    /// A copy of the records on the way to a value; where the path ends at a record, its prices are meant.
    std::shared_ptr<const Record> at(const Record& record, Names names) {
        auto copy = std::make_shared<Record>(record);
        if (names.empty()) {
            for (const auto& [key, value] : record.values()) copy->set(key, prices(value));
        } else if (const Value* value = record.find(names.front())) {
            copy->set(names.front(), at(*value, names.subspan(1)));
        }
        return copy;
    }

    Value at(Value value, Names names) {
        if (value.record) {
            value.record = at(*value.record, names);
        } else if (!value.records.empty() && !names.empty()) {
            for (auto& [id, record] : value.records) {
                if (id == names.front()) record = at(*record, names.subspan(1));
            }
        } else if (names.empty()) {
            return value.records.empty() ? scaled(std::move(value)) : prices(std::move(value));
        }
        return value;
    }

    Value prices(Value value) {
        if (value.record) value.record = at(*value.record, {});
        for (auto& [id, record] : value.records) record = at(*record, {});
        return is_priced(value) ? scaled(std::move(value)) : value;
    }

    Value scaled(Value value) {
        if (value.field == nullptr) return value;
        const Kind kind = value.field->kind;
        const bool one = kind == Kind::quantity || kind == Kind::number;
        const bool many = kind == Kind::quantities || kind == Kind::numbers;
        if (!one && !many) return value;
        if (!value.text.empty()) {
            const auto series = result_.series.find(value.text);
            if (!one || series == result_.series.end()) return value;  // a word such as unlimited
            const SeriesPtr whole = multiplied(*series->second, factor_);
            value.text = fmt::format("{} x {}", value.text, factor_);
            result_.series[value.text] = whole;
        }
        value.number *= factor_;
        for (double& number : value.numbers) number *= factor_;
        ++count_;
        return value;
    }

    District result_;
    double factor_;
    int count_ = 0;
};

bool costs_something(const Value& value) {
    return is_priced(value) && (!value.text.empty() || value.number != 0 || !value.numbers.empty());
}

/// Whether a record has a price that is not 0, itself or in what it holds.
bool has_price(const Record& record) {
    return std::any_of(record.values().begin(), record.values().end(), [](const auto& entry) {
        const Value& value = entry.second;
        if (costs_something(value)) return true;
        return std::any_of(value.records.begin(), value.records.end(),
                           [](const auto& inner) { return has_price(*inner.second); });
    });
}

bool is_used(const District& district, const std::string& tariff) {
    const auto& assets = district.assets();
    return std::any_of(assets.begin(), assets.end(), [&](const auto& asset) {
        return asset.second->says("tariff", tariff) || asset.second->says("sale_tariff", tariff);
    });
}

}  // namespace

bool can_be_scaled(const District& district, const std::string& path) {
    return Scaling(district, path, 1).count() > 0;
}

District scaled(const District& district, const std::string& path, double factor) {
    Scaling scaling(district, path, factor);
    if (scaling.count() == 0) throw std::logic_error("no number at " + path);
    return std::move(scaling).result();
}

namespace {

std::shared_ptr<const Record> with_number(const Record& record, const std::string& key, double number) {
    auto copy = std::make_shared<Record>(record);
    Value value;
    if (const Value* given = record.find(key)) value = *given;
    value.position = record.has(key) ? value.position : record.position();
    value.number = number;
    copy->set(key, value);
    return copy;
}

District with_root_value(const District& district, const std::string& key, Value value) {
    District result = district;
    auto root = std::make_shared<Record>(*district.root);
    root->set(key, std::move(value));
    result.root = std::move(root);
    return result;
}

}  // namespace

District with_plan_number(const District& district, const std::string& key, double number) {
    Value plan = district.root->at("plan");
    plan.record = with_number(*plan.record, key, number);
    return with_root_value(district, "plan", std::move(plan));
}

District with_asset_number(const District& district, const std::string& asset, const std::string& key, double number) {
    Value assets = district.root->at("assets");
    for (auto& [id, record] : assets.records) {
        if (id == asset) record = with_number(*record, key, number);
    }
    return with_root_value(district, "assets", std::move(assets));
}

std::vector<std::string> priced_paths(const District& district) {
    std::vector<std::string> paths;
    for (const auto& [id, asset] : district.assets()) {
        for (const auto& [key, value] : asset->values()) {
            if (costs_something(value)) paths.push_back(asset->path() + "." + key);
        }
    }
    for (const auto& [id, tariff] : district.root->records("tariffs")) {
        if (!is_used(district, id)) continue;
        for (const auto& [name, charge] : tariff->records("charges")) {
            if (has_price(*charge)) paths.push_back(fmt::format("tariffs.{}.charges.{}", id, name));
        }
    }
    return paths;
}

}  // namespace gaiku
