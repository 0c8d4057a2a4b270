#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/quantity.h"
#include "district/descriptor.h"
#include "district/node.h"

namespace gaiku {

class Record;

/// Where a value comes from.
enum class Origin { given, preset, data };

/// One validated value.
struct Value {
    const Field* field = nullptr;
    Origin origin = Origin::given;
    Position position;    ///< where it stands, or the section that lacks it
    std::string written;  ///< as written, or the default as it would be
    double number = 0;    ///< base units
    std::vector<double> numbers;
    std::string text;  ///< text, choice, reference, or the word instead of a quantity
    Text localized;
    bool yes = false;
    std::shared_ptr<const Record> record;
    std::vector<std::pair<std::string, std::shared_ptr<const Record>>> records;  ///< of a map or a list, in file order
    NodePtr node;                                                                ///< of an open entry
    std::string mark;                                                            ///< of a value from data: S, C, U or I
    Text source;                                                                 ///< of a default
    std::string data_row;                                                        ///< "table row" of a value from data
    std::map<std::string, double, std::less<>> cells;  ///< of a reference to a table's row: its numbers, base units
};

/// A validated map. Asking for a key that has no value throws std::logic_error: what may be absent is asked with find.
class Record {
public:
    Record(std::string id, std::string path, Position position)
        : id_(std::move(id)), path_(std::move(path)), position_(std::move(position)) {}

    [[nodiscard]] const std::string& id() const { return id_; }      ///< its name in the map around it
    [[nodiscard]] const std::string& path() const { return path_; }  ///< assets.new_pv
    [[nodiscard]] const Position& position() const { return position_; }

    [[nodiscard]] bool has(std::string_view key) const { return find(key) != nullptr; }
    [[nodiscard]] const Value* find(std::string_view key) const;
    [[nodiscard]] const Value& at(std::string_view key) const;

    [[nodiscard]] double number(std::string_view key) const { return at(key).number; }
    [[nodiscard]] double number_or(std::string_view key, double otherwise) const;
    [[nodiscard]] const std::string& text(std::string_view key) const { return at(key).text; }
    [[nodiscard]] std::string text_or(std::string_view key, const std::string& otherwise) const;
    [[nodiscard]] Text localized_or(std::string_view key, const Text& otherwise) const;
    [[nodiscard]] bool yes(std::string_view key) const { return at(key).yes; }
    /// Whether the word stands there instead of a quantity: capacity: sized.
    [[nodiscard]] bool says(std::string_view key, std::string_view word) const;
    /// The value as a quantity; its dimension was checked when it was read.
    template <Dimension D>
    [[nodiscard]] Quantity<D> quantity(std::string_view key) const {
        return Quantity<D>(number(key));
    }
    /// The text for people, or the id where none is given.
    [[nodiscard]] Text name() const;
    [[nodiscard]] const std::vector<std::pair<std::string, std::shared_ptr<const Record>>>& records(
        std::string_view key) const;

    /// Whether anything in it is a finding: then it lacks values, and checks that compare them pass it over.
    [[nodiscard]] bool broken() const { return broken_; }
    void set_broken() { broken_ = true; }

    void set(const std::string& key, Value value) { values_[key] = std::move(value); }
    [[nodiscard]] const std::map<std::string, Value, std::less<>>& values() const { return values_; }

    /// A finding about one of its keys (or about itself when the key has no value).
    [[nodiscard]] Finding finding(std::string code, std::string_view key, Text expected, Text fix) const;

private:
    std::string id_;
    std::string path_;
    Position position_;
    std::map<std::string, Value, std::less<>> values_;
    bool broken_ = false;
};

}  // namespace gaiku
