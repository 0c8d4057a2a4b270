#pragma once

#include <string>

#include "district/district.h"
#include "technology/profile.h"

namespace gaiku {

/// The name of the only place of a district without blocks.
inline constexpr const char* only_place = "district";

/// The place of something that has a block: that, the only block, or the district itself.
[[nodiscard]] std::string place_of(const District& district, const Record& record, const char* key = "block");

/// An entry of the district file as a technology reads it: numbers in base units, series looked up, positions.
class AssetInput {
public:
    AssetInput(const Record& record, const District& district) : record_(record), district_(district) {}

    [[nodiscard]] const Record& record() const { return record_; }
    [[nodiscard]] const District& district() const { return district_; }
    [[nodiscard]] const std::string& id() const { return record_.id(); }

    /// A number or a series, in base units. Throws std::logic_error where the key has no value.
    [[nodiscard]] Profile profile(const char* key) const;
    [[nodiscard]] Profile profile_or(const char* key, double otherwise) const;
    [[nodiscard]] double number(const char* key) const { return record_.number(key); }
    [[nodiscard]] double number_or(const char* key, double otherwise) const {
        return record_.number_or(key, otherwise);
    }
    [[nodiscard]] const std::string& text(const char* key) const { return record_.text(key); }
    [[nodiscard]] bool has(const char* key) const { return record_.has(key); }

    [[nodiscard]] std::string place() const { return place_of(district_, record_); }
    /// Where the value of a key stands, "district.yaml:12:5"; the entry's own place where it has none.
    [[nodiscard]] std::string source(const char* key) const;

    /// Bought by the operator, so that its cost counts.
    [[nodiscard]] bool is_bought() const;
    /// Kept up by the operator.
    [[nodiscard]] bool is_own() const { return record_.text_or("owner", "operator") == "operator"; }

private:
    const Record& record_;
    const District& district_;
};

}  // namespace gaiku
