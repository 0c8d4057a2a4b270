#include "district/map/json_tree.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

namespace gaiku {
namespace {

/// Counts what the parser has read: its events do not say where they are.
class CountingIterator {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    CountingIterator(const char* at, std::size_t* read) : at_(at), read_(read) {}
    reference operator*() const { return *at_; }
    CountingIterator& operator++() {
        ++at_;
        if (read_ != nullptr) ++*read_;
        return *this;
    }
    bool operator==(const CountingIterator& other) const { return at_ == other.at_; }
    bool operator!=(const CountingIterator& other) const { return at_ != other.at_; }

private:
    const char* at_;
    std::size_t* read_;
};

bool is_in_number(char c) {
    return (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.' || c == 'e' || c == 'E';
}

class TreeMaker {
public:
    using number_integer_t = nlohmann::json::number_integer_t;
    using number_unsigned_t = nlohmann::json::number_unsigned_t;
    using number_float_t = nlohmann::json::number_float_t;
    using string_t = nlohmann::json::string_t;
    using binary_t = nlohmann::json::binary_t;

    TreeMaker(std::string_view text, const std::size_t& read) : text_(text), read_(read) {}

    JsonText result(bool good) {
        if (good && !fault_) return {std::move(root_), std::nullopt};
        return {std::nullopt, fault_.value_or(JsonFault{"json-syntax", 0, ""})};
    }

    bool null() { return add({JsonNode::Kind::null, before(4)}); }
    bool boolean(bool yes) { return add({JsonNode::Kind::boolean, before(yes ? 4 : 5)}); }
    bool number_integer(number_integer_t value) { return number(static_cast<double>(value)); }
    bool number_unsigned(number_unsigned_t value) { return number(static_cast<double>(value)); }
    bool number_float(number_float_t value, const string_t& /*written*/) { return number(value); }
    bool string(string_t& value) {
        JsonNode node{JsonNode::Kind::text, start_of_string()};
        node.text = std::move(value);
        return add(std::move(node));
    }
    static bool binary(binary_t& /*value*/) { return false; }

    bool start_object(std::size_t /*elements*/) { return open(JsonNode::Kind::object); }
    bool start_array(std::size_t /*elements*/) { return open(JsonNode::Kind::list); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }

    bool key(string_t& name) {
        JsonNode& object = *open_.back();
        if (object.find(name) != nullptr) {
            fault_ = {"duplicate-key", start_of_string(), name};
            return false;
        }
        if (object.members.size() >= most_members) {
            fault_ = {"too-long", start_of_string(), name};
            return false;
        }
        object.members.emplace_back(std::move(name), JsonNode{});
        return true;
    }

    bool parse_error(std::size_t position, const std::string& last_token, const nlohmann::detail::exception& /*why*/) {
        // The position is that of the last byte read, from 1.
        fault_ = {"json-syntax", position == 0 ? 0 : position - 1, last_token};
        return false;
    }

private:
    /// An object's keys are looked through for repeats; more than these are no map.
    static constexpr std::size_t most_members = 1000;

    [[nodiscard]] std::size_t before(std::size_t bytes) const { return read_ - std::min(bytes, read_); }

    /// Behind a number the parser has read one character more, unless the text ends there.
    bool number(double value) {
        std::size_t begin = read_;
        while (begin > 0 && !is_in_number(text_[begin - 1])) --begin;
        while (begin > 0 && is_in_number(text_[begin - 1])) --begin;
        return add({JsonNode::Kind::number, begin, value});
    }

    /// Of the string that ends where the parser is: back to the quote that is not escaped.
    [[nodiscard]] std::size_t start_of_string() const {
        std::size_t at = read_ < 2 ? 0 : read_ - 2;
        while (at > 0) {
            std::size_t slashes = 0;
            while (slashes < at && text_[at - 1 - slashes] == '\\') ++slashes;
            if (text_[at] == '"' && slashes % 2 == 0) break;
            --at;
        }
        return at;
    }

    bool open(JsonNode::Kind kind) {
        if (open_.size() >= deepest_json) {
            fault_ = {"too-deep", before(1), ""};
            return false;
        }
        open_.push_back(place({kind, before(1)}));
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }
    bool add(JsonNode node) {
        place(std::move(node));
        return true;
    }
    /// A list may move its items when it grows, but not one that is open: nothing follows it until it is closed.
    JsonNode* place(JsonNode node) {
        if (open_.empty()) return &(root_ = std::move(node));
        JsonNode& into = *open_.back();
        if (into.kind == JsonNode::Kind::list) return &into.items.emplace_back(std::move(node));
        return &(into.members.back().second = std::move(node));
    }

    std::string_view text_;
    const std::size_t& read_;
    JsonNode root_;
    std::vector<JsonNode*> open_;
    std::optional<JsonFault> fault_;
};

}  // namespace

const JsonNode* JsonNode::find(std::string_view key) const {
    const auto at = std::find_if(members.begin(), members.end(), [&](const auto& m) { return m.first == key; });
    return at == members.end() ? nullptr : &at->second;
}

std::string_view JsonNode::text_of(std::string_view key) const {
    const JsonNode* member = find(key);
    return member != nullptr && member->kind == Kind::text ? std::string_view(member->text) : std::string_view();
}

TextLines::TextLines(std::string_view text) : text_(text), begins_{0} {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n') begins_.push_back(i + 1);
    }
}

std::pair<int, int> TextLines::at(std::size_t offset) const {
    const auto next = std::upper_bound(begins_.begin(), begins_.end(), offset);
    const std::size_t begin = *std::prev(next);
    const std::string_view before = text_.substr(begin, offset - begin);
    const auto characters = std::count_if(before.begin(), before.end(),
                                          [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
    return {static_cast<int>(next - begins_.begin()), static_cast<int>(characters) + 1};
}

JsonText read_json(std::string_view text) {
    std::size_t read = 0;
    TreeMaker maker(text, read);
    const bool good = nlohmann::json::sax_parse(CountingIterator(text.data(), &read),
                                                CountingIterator(text.data() + text.size(), nullptr), &maker);
    return maker.result(good);
}

}  // namespace gaiku
