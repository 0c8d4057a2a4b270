#include "technology/asset_input.h"

namespace gaiku {

std::string place_of(const District& district, const Record& record, const char* key) {
    if (record.has(key)) return record.text(key);
    return district.blocks().size() == 1 ? district.blocks().front().first : only_place;
}

Profile AssetInput::profile(const char* key) const {
    const Value& value = record_.at(key);
    if (value.text.empty()) return value.number;
    const SeriesPtr& series = district_.series.find(value.text)->second;
    return {std::shared_ptr<const std::vector<double>>(series, &series->values), 1};
}

Profile AssetInput::profile_or(const char* key, double otherwise) const {
    return record_.has(key) ? profile(key) : Profile(otherwise);
}

std::string AssetInput::source(const char* key) const {
    const Value* value = record_.find(key);
    return (value == nullptr ? record_.position() : value->position).str();
}

bool AssetInput::is_bought() const {
    const Value* existing = record_.find("existing");
    return is_own() && (existing == nullptr || !existing->yes);
}

}  // namespace gaiku
