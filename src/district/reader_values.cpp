#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <map>

#include "base/normal.h"
#include "base/suggest.h"
#include "base/unit.h"
#include "district/reader.h"
#include "district/words.h"

namespace gaiku {
namespace {

Text whole_number(const Field& field) {
    if (!std::isfinite(field.minimum)) return {"a whole number, 0 or more", "0以上の整数"};
    const Text range = range_of(field);
    return {"a whole number, " + range.en, "整数（" + range.ja + "）"};
}

Text whole_number_fix() {
    return {"write a whole number without unit", "単位のない整数で書いてください"};
}

std::string lower(std::string text) {
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
}

}  // namespace

bool Reader::read_quantity(Value& value, const Node& node, const Place& place, double& number) {
    const Field& field = place.field;
    if (!expect(node, Node::Kind::scalar, place)) return false;
    const std::string word(trim(node.text));
    if (std::find(field.choices.begin(), field.choices.end(), word) != field.choices.end()) {
        value.text = word;
        return true;
    }
    if (field.kind == Kind::quantity && !field.target.empty() && reference_names(field.target).all.contains(word)) {
        value.text = word;
        return true;
    }
    const bool whole = field.kind == Kind::count || field.kind == Kind::counts;
    const bool plain = field.kind != Kind::quantity && field.kind != Kind::quantities;
    const auto read = plain ? parse_number(node.text) : parse_quantity(node.text, unit_of(field));
    if (const auto* error = std::get_if<QuantityError>(&read)) {
        Text expected = error->expected;
        if (!field.choices.empty()) {
            expected.en += ", or " + joined(field.choices);
            expected.ja += "、または " + joined(field.choices);
        }
        if (whole) expected = whole_number(field);
        std::string meant = error->suggestion.empty() ? suggest(word, field.choices) : error->suggestion;
        if (!field.target.empty()) {
            expected.en += ", or a name of " + field.target;
            expected.ja += "、または " + field.target + " の名前";
            if (meant.empty()) meant = suggest(word, reference_names(field.target).in_order);
        }
        complain(error->code.c_str(), node, place.path, expected,
                 whole && error->code == "not-a-number" ? whole_number_fix() : error->fix, meant);
        return false;
    }
    number = std::get<double>(read);
    if (whole && (number < 0 || number != std::floor(number))) {
        complain("out-of-range", node, place.path, whole_number(field), whole_number_fix());
        return false;
    }
    return check_range(node, place, number);
}

bool Reader::check_range(const Node& node, const Place& place, double number) {
    if (in_range(place.field, number)) return true;
    complain("out-of-range", node, place.path, range_of(place.field),
             {"check the number and its unit", "数値と単位を確かめてください"});
    return false;
}

bool Reader::read_numbers(Value& value, const Node& node, const Place& place) {
    std::vector<NodePtr> items = node.items;
    if (node.kind == Node::Kind::scalar) items.push_back(std::make_shared<Node>(node));
    if (node.kind == Node::Kind::map || items.empty()) {
        wrong_kind(node, place.path, {"a list of values: [ , ]", "値のリスト: [ , ]"});
        return false;
    }
    bool good = true;
    for (const auto& item : items) {
        double number = 0;
        Value word;
        good = read_quantity(word, *item, place, number) && good;
        value.numbers.push_back(word.text.empty() ? number : std::numeric_limits<double>::quiet_NaN());
        if (!value.written.empty() && node.kind == Node::Kind::list) value.written += ", ";
        if (node.kind == Node::Kind::list) value.written += item->text;
        if (!word.text.empty()) value.text = word.text;
    }
    value.written = shortened(value.written);
    if (good && place.field.length != 0 && value.numbers.size() != place.field.length) {
        complain("wrong-length", node, place.path,
                 {fmt::format("{} entries; here are {}", place.field.length, value.numbers.size()),
                  fmt::format("{}個（今は{}個）", place.field.length, value.numbers.size())},
                 {"add what is missing, or remove what is too much; a number has no comma here",
                  "過不足を直してください。数値に桁区切りのカンマは使えません"});
        return false;
    }
    return good;
}

bool Reader::read_localized(Value& value, const Node& node, const Place& place) {
    bool good = true;
    if (node.kind == Node::Kind::scalar) {
        value.localized = {node.text, node.text};
    } else if (!expect(node, Node::Kind::map, place)) {
        return false;
    }
    for (const auto& entry : node.entries) {
        const std::string path = place.path + "." + shortened(entry.key);
        if (entry.key != "en" && entry.key != "ja") {
            findings_.add({"unknown-key",
                           entry.position,
                           path,
                           shortened(entry.key),
                           {"en or ja", "en か ja"},
                           {"put a text that holds a comma into quotes; or remove this key",
                            "カンマを含む文字列は引用符で囲むか、このキーを消してください"},
                           suggest(entry.key, {"en", "ja"}),
                           Severity::error});
            good = false;
        } else if (entry.value->kind != Node::Kind::scalar) {
            wrong_kind(*entry.value, path, {"a text", "文字列"});
            good = false;
        } else {
            (entry.key == "en" ? value.localized.en : value.localized.ja) = entry.value->text;
        }
    }
    if (value.localized.en.empty()) value.localized.en = value.localized.ja;
    if (good && trim(value.localized.en).empty()) {
        complain("missing-key", node, place.path,
                 {"a text: " + place.field.meaning.en, "文字列：" + place.field.meaning.ja},
                 {"write the text, or remove the key", "文字列を書くか、キーを消してください"});
        good = false;
    }
    return good;
}

bool Reader::read_word(Value& value, const Node& node, const Place& place) {
    if (!expect(node, Node::Kind::scalar, place)) return false;
    value.text = std::string(trim(node.text));
    const auto& choices = place.field.choices;
    if (std::find(choices.begin(), choices.end(), value.text) != choices.end()) return true;
    complain("not-a-choice", node, place.path, one_of(choices),
             {"write one of these words", "このいずれかを書いてください"}, suggest(value.text, choices));
    return false;
}

bool Reader::read_boolean(Value& value, const Node& node, const Place& place) {
    if (!expect(node, Node::Kind::scalar, place)) return false;
    const std::string word(trim(node.text));
    value.yes = word == "yes" || word == "true" || word == "はい";
    if (value.yes || word == "no" || word == "false" || word == "いいえ") return true;
    static const std::map<std::string, std::string, std::less<>> meant{
        {"true", "yes"}, {"false", "no"}, {"on", "yes"}, {"y", "yes"}, {"1", "yes"}, {"有", "yes"},
        {"あり", "yes"}, {"off", "no"},   {"n", "no"},   {"0", "no"},  {"無", "no"}, {"なし", "no"}};
    const auto known = meant.find(lower(word));
    complain("not-a-choice", node, place.path, {"yes or no", "yes か no"},
             {"write yes or no", "yes か no と書いてください"},
             known == meant.end() ? suggest(word, {"yes", "no"}) : known->second);
    return false;
}

const Reader::Names& Reader::reference_names(const std::string& target) {
    const auto [known, fresh] = names_.try_emplace(target);
    if (!fresh) return known->second;
    std::vector<std::string>& names = known->second.in_order;
    std::string_view rest = target;
    while (!rest.empty()) {
        const auto end = std::min(rest.find('|'), rest.size());
        const std::string one(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (one.starts_with("rows:") || one.starts_with("columns:")) {
            const std::string name = one.substr(one.find(':') + 1);
            const Table* table = tables_.find(name);
            if (table == nullptr) continue;
            if (one.starts_with("rows:")) {
                names.insert(names.end(), table->keys().begin(), table->keys().end());
                const auto own = overrides_.rows(name);
                names.insert(names.end(), own.begin(), own.end());
            } else {
                for (const auto& column : table->columns()) {
                    if (column.unit) names.push_back(column.name);
                }
            }
        } else if (const auto* entry = document_.find(one)) {
            for (const auto& e : entry->value->entries) names.push_back(e.key);
        }
    }
    known->second.all.insert(names.begin(), names.end());
    return known->second;
}

/// Where the figures behind a named column come from: a profile of the tables has their source, not the district's.
Text Reader::source_of_column(std::string_view target, const std::string& name) const {
    if (document_.find("profiles") != nullptr && document_.find("profiles")->value->find(name) != nullptr) return {};
    constexpr std::string_view columns = "columns:";
    while (!target.empty()) {
        const std::string_view one = target.substr(0, target.find('|'));
        target.remove_prefix(std::min(one.size() + 1, target.size()));
        if (!one.starts_with(columns)) continue;
        const Table* table = tables_.find(std::string(one.substr(columns.size())));
        if (table == nullptr || !table->column(name)) continue;
        overrides_.read_column(table->name(), name);
        return {table->source(), table->source_ja()};
    }
    return {};
}

/// The numbers of the row that a reference names, with what the district replaces, and where they come from.
void Reader::take_row(Value& value, std::string_view target) const {
    constexpr std::string_view rows = "rows:";
    if (!target.starts_with(rows)) return;
    const std::string name(target.substr(rows.size()));
    const Table* table = tables_.find(name);
    if (table == nullptr) return;
    const auto row = table->row(value.text);
    const bool by_row = table->column("source").has_value();  // then the row's source is not the whole table's
    if (row && !by_row) value.source = {table->source(), table->source_ja()};
    for (std::size_t c = 0; c < table->columns().size(); ++c) {
        const std::string& column = table->columns()[c].name;
        if (row && table->number(*row, c)) value.cells[column] = *table->number(*row, c);
        // A curve is read as a whole; of other rows each cell is read by the field that asks for it.
        const auto* own = name.ends_with("_curves") ? overrides_.find(name, value.text, column)
                                                    : overrides_.peek(name, value.text, column);
        if (own == nullptr) continue;
        value.cells[column] = own->number;
        value.source = own->source;
    }
}

bool Reader::read_reference(Value& value, const Node& node, const Place& place) {
    if (!expect(node, Node::Kind::scalar, place)) return false;
    value.text = std::string(trim(node.text));
    const Names& names = reference_names(place.field.target);
    const auto& fixed = place.field.choices;
    if (names.all.contains(value.text) || std::find(fixed.begin(), fixed.end(), value.text) != fixed.end()) {
        value.source = source_of_column(place.field.target, value.text);
        take_row(value, place.field.target);
        return true;
    }
    if (findings_.full()) return false;
    std::vector<std::string> known = fixed;
    known.insert(known.end(), names.in_order.begin(), names.in_order.end());
    const Text expected = known.empty() ? Text{"a name below \"" + place.field.target + ":\", where none stands yet",
                                               "「" + place.field.target + ":」の名前（まだ一つもありません）"}
                                        : one_of(near_first(value.text, known));
    complain("unknown-reference", node, place.path, expected,
             {"correct the name, or add what it names", "名前を直すか、その名前の項目を加えてください"},
             suggest(value.text, of_same_kind(value.text, known)));
    return false;
}

}  // namespace gaiku
