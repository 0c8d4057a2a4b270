#include "district/reader.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "base/normal.h"
#include "base/suggest.h"
#include "base/unit.h"

namespace gaiku {
namespace {

std::string shortened(const std::string& text) {
    constexpr std::size_t longest = 80;
    if (text.size() <= longest) return text;
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end) + "...";
}

std::string joined(const std::vector<std::string>& words) {
    constexpr std::size_t most = 12;
    std::string out;
    for (std::size_t i = 0; i < words.size() && i < most; ++i) out += (i == 0 ? "" : ", ") + words[i];
    if (words.size() > most) out += ", ...";
    return out;
}

bool is_id(const std::string& text) {
    constexpr std::size_t longest = 64;
    if (text.empty() || text.size() > longest) return false;
    return std::all_of(text.begin(), text.end(), [](unsigned char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
}

Unit unit_of(const Field& field) {
    if (const auto unit = parse_unit(field.unit)) return *unit;
    return *parse_unit("-");
}

std::vector<std::string> keys_of(const Section& section) {
    std::vector<std::string> keys;
    for (const auto& field : section.fields) keys.push_back(field.key);
    return keys;
}

}  // namespace

std::shared_ptr<const Record> Reader::read(const Node& node, const Section& section, const std::string& id,
                                           const std::string& path) {
    auto record = std::make_shared<Record>(id, path, node.position);
    read_fields(*record, node, section);
    return record;
}

void Reader::read_fields(Record& record, const Node& node, const Section& section) {
    unknown_keys(record, node, section);
    const Section* variant = nullptr;
    const auto read_section = [&](const Section& part) {
        for (const auto& field : part.fields) {
            const auto* entry = node.find(field.key);
            if (entry != nullptr) read_entry(record, *entry->value, field, entry->position);
        }
    };
    read_section(section);
    if (!section.variant_key.empty() && record.has(section.variant_key)) {
        const auto found = section.variants.find(record.text(section.variant_key));
        if (found != section.variants.end()) variant = found->second;
    }
    if (variant != nullptr) read_section(*variant);
    const auto fill = [&](const Section& part) {
        for (const auto& field : part.fields) {
            if (node.find(field.key) == nullptr) fill_in(record, field);
        }
    };
    fill(section);
    if (variant != nullptr) fill(*variant);
}

void Reader::unknown_keys(const Record& record, const Node& node, const Section& section) {
    std::vector<std::string> known = keys_of(section);
    if (!section.variant_key.empty()) {
        const auto* entry = node.find(section.variant_key);
        const auto variant = entry == nullptr ? section.variants.end() : section.variants.find(entry->value->text);
        if (variant == section.variants.end()) return;  // which keys there are is not known yet
        for (auto& key : keys_of(*variant->second)) known.push_back(std::move(key));
    }
    for (const auto& entry : node.entries) {
        if (std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
        const std::string path = record.path().empty() ? entry.key : record.path() + "." + entry.key;
        findings_.add({"unknown-key",
                       entry.position,
                       path,
                       shortened(entry.key),
                       {"one of: " + joined(known), "次のいずれか: " + joined(known)},
                       {"correct or remove it", "直すか、消してください"},
                       suggest(entry.key, known),
                       Severity::error});
    }
}

void Reader::read_entry(Record& record, const Node& node, const Field& field, const Position& key_position) {
    const std::string path = record.path().empty() ? field.key : record.path() + "." + field.key;
    Value value;
    value.field = &field;
    value.position = node.position;
    value.written = node.kind == Node::Kind::scalar ? shortened(node.text) : "";
    if (node.kind == Node::Kind::null) {
        if (field.kind == Kind::section || field.kind == Kind::map) return;  // an empty section says nothing
        findings_.add(
            {"missing-key",
             key_position,
             path,
             "",
             {field.meaning.en, field.meaning.ja},
             {"write a value behind the colon, or remove the key", "コロンの後に値を書くか、キーを消してください"},
             "",
             Severity::error});
        return;
    }
    if (read_value(value, node, {field, path})) record.set(field.key, std::move(value));
}

bool Reader::read_value(Value& value, const Node& node, const Place& place) {
    switch (place.field.kind) {
        case Kind::quantity:
        case Kind::number:
        case Kind::count:
            return read_quantity(value, node, place, value.number);
        case Kind::quantities:
        case Kind::numbers:
        case Kind::counts:
            return read_numbers(value, node, place);
        case Kind::text:
            if (!expect(node, Node::Kind::scalar, place)) return false;
            value.text = node.text;
            return true;
        case Kind::localized:
            return read_localized(value, node, place);
        case Kind::choice:
            return read_word(value, node, place);
        case Kind::boolean:
            return read_boolean(value, node, place);
        case Kind::reference:
            return read_reference(value, node, place);
        case Kind::section:
            if (!expect(node, Node::Kind::map, place)) return false;
            value.record = read(node, *place.field.section, place.field.key, place.path);
            return true;
        case Kind::map:
        case Kind::list:
            return read_records(value, node, place);
        case Kind::open:
            value.node = std::make_shared<Node>(node);
            return true;
    }
    return false;
}

bool Reader::read_quantity(Value& value, const Node& node, const Place& place, double& number) {
    const Field& field = place.field;
    if (!expect(node, Node::Kind::scalar, place)) return false;
    const std::string word(trim(node.text));
    if (std::find(field.choices.begin(), field.choices.end(), word) != field.choices.end()) {
        value.text = word;
        return true;
    }
    const bool plain = field.kind != Kind::quantity && field.kind != Kind::quantities;
    const auto read = plain ? parse_number(node.text) : parse_quantity(node.text, unit_of(field));
    if (const auto* error = std::get_if<QuantityError>(&read)) {
        Text expected = error->expected;
        if (!field.choices.empty()) {
            expected.en += ", or " + joined(field.choices);
            expected.ja += "、または " + joined(field.choices);
        }
        const std::string meant = error->suggestion.empty() ? suggest(word, field.choices) : error->suggestion;
        complain(error->code.c_str(), node, place.path, expected, error->fix, meant);
        return false;
    }
    number = std::get<double>(read);
    if ((field.kind == Kind::count || field.kind == Kind::counts) && (number < 0 || number != std::floor(number))) {
        complain("out-of-range", node, place.path, {"a whole number, 0 or more", "0以上の整数"}, {});
        return false;
    }
    return check_range(node, place, number);
}

bool Reader::check_range(const Node& node, const Place& place, double number) {
    const Field& field = place.field;
    const double factor = field.unit.empty() ? 1 : unit_of(field).factor;
    const double shown = number / factor;
    constexpr double slack = 1e-12;  // 100 % written as 100/100 is still 100 %
    const auto below = [&](double limit) { return shown < limit - slack * std::abs(limit); };
    const auto above = [&](double limit) { return shown > limit + slack * std::abs(limit); };
    if (!below(field.minimum) && !above(field.maximum)) return true;
    const std::string unit = field.unit.empty() ? "" : " " + field.unit;
    const std::string low = std::isfinite(field.minimum) ? print_number(field.minimum) + unit : "";
    const std::string high = std::isfinite(field.maximum) ? print_number(field.maximum) + unit : "";
    Text expected;
    if (!low.empty() && !high.empty()) {
        expected = {low + " to " + high, low + " から " + high};
    } else if (!low.empty()) {
        expected = {"at least " + low, low + " 以上"};
    } else {
        expected = {"at most " + high, high + " 以下"};
    }
    complain("out-of-range", node, place.path, expected,
             {"check the number and its unit", "数値と単位を確かめてください"});
    return false;
}

bool Reader::read_numbers(Value& value, const Node& node, const Place& place) {
    std::vector<NodePtr> items = node.items;
    if (node.kind == Node::Kind::scalar) items.push_back(std::make_shared<Node>(node));
    if (node.kind == Node::Kind::map || items.empty()) {
        complain("wrong-kind", node, place.path, {"a list of values: [ , ]", "値のリスト: [ , ]"}, {});
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
                 {});
        return false;
    }
    return good;
}

bool Reader::read_localized(Value& value, const Node& node, const Place& place) {
    if (node.kind == Node::Kind::scalar) {
        value.localized = {node.text, node.text};
        return true;
    }
    if (!expect(node, Node::Kind::map, place)) return false;
    for (const auto& entry : node.entries) {
        if (entry.key != "en" && entry.key != "ja") {
            findings_.add({"unknown-key",
                           entry.position,
                           place.path + "." + entry.key,
                           shortened(entry.key),
                           {"en or ja", "en か ja"},
                           {},
                           "",
                           Severity::error});
            return false;
        }
        if (!expect(*entry.value, Node::Kind::scalar, place)) return false;
        (entry.key == "en" ? value.localized.en : value.localized.ja) = entry.value->text;
    }
    if (value.localized.en.empty()) value.localized.en = value.localized.ja;
    return true;
}

bool Reader::read_word(Value& value, const Node& node, const Place& place) {
    if (!expect(node, Node::Kind::scalar, place)) return false;
    value.text = std::string(trim(node.text));
    const auto& choices = place.field.choices;
    if (std::find(choices.begin(), choices.end(), value.text) != choices.end()) return true;
    complain("not-a-choice", node, place.path, {"one of: " + joined(choices), "次のいずれか: " + joined(choices)}, {},
             suggest(value.text, choices));
    return false;
}

bool Reader::read_boolean(Value& value, const Node& node, const Place& place) {
    if (!expect(node, Node::Kind::scalar, place)) return false;
    const std::string word(trim(node.text));
    value.yes = word == "yes" || word == "true" || word == "はい";
    if (value.yes || word == "no" || word == "false" || word == "いいえ") return true;
    complain("not-a-choice", node, place.path, {"yes or no", "yes か no"}, {});
    return false;
}

std::vector<std::string> Reader::reference_names(const std::string& target) const {
    std::vector<std::string> names;
    std::string_view rest = target;
    while (!rest.empty()) {
        const auto end = std::min(rest.find('|'), rest.size());
        const std::string one(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (one.starts_with("rows:") || one.starts_with("columns:")) {
            const Table* table = tables_.find(one.substr(one.find(':') + 1));
            if (table == nullptr) continue;
            if (one.starts_with("rows:")) {
                names.insert(names.end(), table->keys().begin(), table->keys().end());
            } else {
                for (const auto& column : table->columns()) names.push_back(column.name);
            }
        } else if (const auto* entry = document_.find(one)) {
            for (const auto& e : entry->value->entries) names.push_back(e.key);
        }
    }
    return names;
}

bool Reader::read_reference(Value& value, const Node& node, const Place& place) {
    if (!expect(node, Node::Kind::scalar, place)) return false;
    value.text = std::string(trim(node.text));
    const auto names = reference_names(place.field.target);
    if (std::find(names.begin(), names.end(), value.text) != names.end()) return true;
    const auto table = place.field.target.find("rows:");
    if (table != std::string::npos) {
        const auto end = place.field.target.find('|', table);
        if (overrides_.has_row(place.field.target.substr(table + 5, end == std::string::npos ? end : end - table - 5),
                               value.text))
            return true;
    }
    complain("unknown-reference", node, place.path,
             names.empty() ? Text{"a name of " + place.field.target, place.field.target + "の名前"}
                           : Text{"one of: " + joined(names), "次のいずれか: " + joined(names)},
             {"correct the name, or add what it names", "名前を直すか、その名前の項目を加えてください"},
             suggest(value.text, names));
    return false;
}

bool Reader::read_records(Value& value, const Node& node, const Place& place) {
    const bool map = place.field.kind == Kind::map;
    if (!expect(node, map ? Node::Kind::map : Node::Kind::list, place)) return false;
    for (const auto& entry : node.entries) {
        if (!is_id(entry.key)) {
            findings_.add({"not-an-id",
                           entry.position,
                           place.path,
                           shortened(entry.key),
                           {"a short name of ASCII letters, digits, _ and -", "半角英数字と _ - の短い名前"},
                           {"put the Japanese name into \"name:\"", "日本語の名称は「name:」に書いてください"},
                           "",
                           Severity::error});
            continue;
        }
        const std::string path = place.path + "." + entry.key;
        if (entry.value->kind != Node::Kind::map) {
            complain("wrong-kind", *entry.value, path, {"entries \"name: value\"", "「名前: 値」の並び"}, {});
            continue;
        }
        value.records.emplace_back(entry.key, read(*entry.value, *place.field.section, entry.key, path));
    }
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        const std::string path = fmt::format("{}[{}]", place.path, i);
        if (node.items[i]->kind != Node::Kind::map) {
            complain("wrong-kind", *node.items[i], path, {"entries \"name: value\"", "「名前: 値」の並び"}, {});
            continue;
        }
        value.records.emplace_back(std::to_string(i),
                                   read(*node.items[i], *place.field.section, std::to_string(i), path));
    }
    return true;
}

void Reader::fill_in(Record& record, const Field& field) {
    if (!field.data.table.empty() && fill_from_data(record, field)) return;
    if (!field.preset.empty()) {
        Node node;
        node.kind = Node::Kind::scalar;
        node.text = field.preset;
        node.position = record.position();
        Value value;
        value.field = &field;
        value.origin = Origin::preset;
        value.position = record.position();
        value.written = field.preset;
        value.source = field.source;
        if (read_value(value, node, {field, record.path() + "." + field.key})) record.set(field.key, std::move(value));
        return;
    }
    if (field.required) {
        const std::string path = record.path().empty() ? field.key : record.path() + "." + field.key;
        const std::string example = field.unit.empty() || field.unit == "-" ? "" : " (" + field.unit + ")";
        findings_.add({"missing-key",
                       record.position(),
                       path,
                       "",
                       {field.key + example + ": " + field.meaning.en, field.key + example + "：" + field.meaning.ja},
                       {"add \"" + field.key + ":\"", "「" + field.key + ":」を加えてください"},
                       "",
                       Severity::error});
    }
}

bool Reader::fill_from_data(Record& record, const Field& field) {
    std::string row;
    std::string_view rest = field.data.row;
    while (!rest.empty()) {
        const auto open = std::min(rest.find('{'), rest.size());
        row += rest.substr(0, open);
        rest.remove_prefix(open);
        if (rest.empty()) break;
        const auto close = rest.find('}');
        const Value* value = record.find(rest.substr(1, close - 1));
        if (value == nullptr) return false;
        row += value->text.empty() ? print_number(value->number) : value->text;
        if (value->text.empty()) std::erase(row, ',');
        rest.remove_prefix(close + 1);
    }
    Value value;
    value.field = &field;
    value.data_row = field.data.table + " " + row;
    if (const auto* cell = overrides_.find(field.data.table, row, field.data.column)) {
        value.origin = Origin::given;
        value.position = cell->position;
        value.number = cell->number;
        value.written = cell->written;
        value.source = cell->source;
        record.set(field.key, std::move(value));
        return true;
    }
    const Table* table = tables_.find(field.data.table);
    if (table == nullptr) return false;
    const auto r = table->row(row);
    const auto c = table->column(field.data.column);
    if (!r || !c) return false;
    const auto number = table->number(*r, *c);
    if (!number) return false;
    value.origin = Origin::data;
    value.position = record.position();
    value.number = *number;
    value.written = print_quantity(*number, field.unit.empty() ? *table->columns()[*c].unit : unit_of(field));
    value.mark = table->text(*r, "mark");
    const std::string source = table->text(*r, "source").empty() ? table->source() : table->text(*r, "source");
    value.source = {source, source};
    record.set(field.key, std::move(value));
    return true;
}

bool Reader::expect(const Node& node, Node::Kind kind, const Place& place) {
    if (node.kind == kind) return true;
    const Text wanted = kind_name(kind);
    complain("wrong-kind", node, place.path,
             {wanted.en + ": " + place.field.meaning.en, wanted.ja + "：" + place.field.meaning.ja}, {});
    return false;
}

void Reader::complain(const char* code, const Node& node, const std::string& path, Text expected, Text fix,
                      std::string suggestion) {
    const std::string found = node.kind == Node::Kind::scalar ? shortened(node.text) : kind_name(node.kind).en;
    findings_.add({code, node.position, path, found, std::move(expected), std::move(fix), std::move(suggestion),
                   Severity::error});
}

}  // namespace gaiku
