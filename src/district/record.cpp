#include "district/record.h"

#include <stdexcept>

namespace gaiku {

const Value* Record::find(std::string_view key) const {
    const auto found = values_.find(key);
    return found == values_.end() ? nullptr : &found->second;
}

const Value& Record::at(std::string_view key) const {
    const Value* value = find(key);
    if (value == nullptr) throw std::logic_error("no value for " + path_ + "." + std::string(key));
    return *value;
}

double Record::number_or(std::string_view key, double otherwise) const {
    const Value* value = find(key);
    return value == nullptr ? otherwise : value->number;
}

std::string Record::text_or(std::string_view key, const std::string& otherwise) const {
    const Value* value = find(key);
    return value == nullptr ? otherwise : value->text;
}

Text Record::localized_or(std::string_view key, const Text& otherwise) const {
    const Value* value = find(key);
    return value == nullptr ? otherwise : value->localized;
}

bool Record::says(std::string_view key, std::string_view word) const {
    const Value* value = find(key);
    return value != nullptr && value->text == word;
}

Text Record::name() const {
    const Value* value = find("name");
    return value == nullptr ? Text{id_, id_} : value->localized;
}

const std::vector<std::pair<std::string, std::shared_ptr<const Record>>>& Record::records(std::string_view key) const {
    static const std::vector<std::pair<std::string, std::shared_ptr<const Record>>> none;
    const Value* value = find(key);
    return value == nullptr ? none : value->records;
}

Finding Record::finding(std::string code, std::string_view key, Text expected, Text fix) const {
    const Value* value = find(key);
    return {std::move(code),
            value == nullptr ? position_ : value->position,
            key.empty() ? path_ : (path_.empty() ? "" : path_ + ".") + std::string(key),
            value == nullptr ? "" : value->written,
            std::move(expected),
            std::move(fix),
            "",
            Severity::error};
}

}  // namespace gaiku
