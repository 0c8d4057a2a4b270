#include "district/vary.h"

#include <fmt/format.h>
#include <algorithm>
#include <functional>
#include <stdexcept>

namespace gaiku {
namespace {

using Records = std::vector<std::pair<std::string, std::shared_ptr<const Record>>>;

/// The first name of a path, and what is left of it.
std::pair<std::string, std::string> split(const std::string& path) {
    const auto dot = path.find('.');
    if (dot == std::string::npos) return {path, ""};
    return {path.substr(0, dot), path.substr(dot + 1)};
}

auto entry_of(const Records& records, const std::string& id) {
    return std::find_if(records.begin(), records.end(), [&](const auto& entry) { return entry.first == id; });
}

const Value* find(const Record& record, const std::string& path) {
    const auto [key, rest] = split(path);
    const Value* value = record.find(key);
    if (value == nullptr || rest.empty()) return value;
    if (value->record) return find(*value->record, rest);
    const auto [id, inner] = split(rest);
    const auto entry = entry_of(value->records, id);
    return entry == value->records.end() || inner.empty() ? nullptr : find(*entry->second, inner);
}

/// A copy of the records on the way to a value, with that value changed.
std::shared_ptr<const Record> changed(const Record& record, const std::string& path,
                                      const std::function<void(Value&)>& change) {
    const auto [key, rest] = split(path);
    auto copy = std::make_shared<Record>(record);
    Value value = record.at(key);
    if (rest.empty()) {
        change(value);
    } else if (value.record) {
        value.record = changed(*value.record, rest, change);
    } else {
        const auto [id, inner] = split(rest);
        const auto entry = entry_of(value.records, id);
        if (entry == value.records.end()) throw std::logic_error("nothing at " + path);
        value.records[static_cast<std::size_t>(entry - value.records.begin())].second =
            changed(*entry->second, inner, change);
    }
    copy->set(key, std::move(value));
    return copy;
}

SeriesPtr scaled(const Series& series, double factor) {
    auto copy = std::make_shared<Series>(series);
    for (double& number : copy->values) number *= factor;
    return copy;
}

constexpr const char* series_prefix = "series.";

bool names_series(const District& district, const std::string& path) {
    return path.starts_with(series_prefix) && district.series.contains(path.substr(7));
}

/// A price or a cost: its unit is money a unit of something, or money.
bool is_priced(const Value& value) {
    if (value.field == nullptr || value.field->kind != Kind::quantity || !value.field->unit.starts_with("yen"))
        return false;
    return !value.text.empty() || value.number != 0;
}

}  // namespace

bool is_number(const District& district, const std::string& path) {
    if (names_series(district, path)) return true;
    const Value* value = find(*district.root, path);
    if (value == nullptr || value->field == nullptr) return false;
    const Kind kind = value->field->kind;
    if (kind != Kind::quantity && kind != Kind::number) return false;
    return value->text.empty() || district.series.contains(value->text);
}

District scaled(const District& district, const std::string& path, double factor) {
    District result = district;
    if (names_series(district, path)) {
        SeriesPtr& series = result.series.find(path.substr(7))->second;
        series = scaled(*series, factor);
        return result;
    }
    if (!is_number(district, path)) throw std::logic_error("no number at " + path);
    result.root = changed(*district.root, path, [&](Value& value) {
        if (value.text.empty()) {
            value.number *= factor;
            return;
        }
        const SeriesPtr& series = district.series.find(value.text)->second;
        value.text = fmt::format("{} x {}", value.text, factor);
        result.series[value.text] = scaled(*series, factor);
    });
    return result;
}

District with_plan_number(const District& district, const std::string& key, double number) {
    District result = district;
    auto plan = std::make_shared<Record>(district.plan());
    Value value;
    if (const Value* given = plan->find(key)) value = *given;
    value.position = plan->has(key) ? value.position : plan->position();
    value.number = number;
    plan->set(key, value);
    auto root = std::make_shared<Record>(*district.root);
    Value at = root->at("plan");
    at.record = std::move(plan);
    root->set("plan", std::move(at));
    result.root = std::move(root);
    return result;
}

std::vector<std::string> priced_paths(const District& district) {
    std::vector<std::string> paths;
    for (const auto& [id, asset] : district.assets()) {
        for (const auto& [key, value] : asset->values()) {
            if (is_priced(value)) paths.push_back(asset->path() + "." + key);
        }
    }
    return paths;
}

}  // namespace gaiku
