#include "district/reader.h"

#include <fmt/format.h>
#include <algorithm>

#include "base/normal.h"
#include "base/suggest.h"
#include "district/words.h"

namespace gaiku {
namespace {

std::vector<std::string> keys_of(const Section& section) {
    std::vector<std::string> keys;
    for (const auto& field : section.fields) keys.push_back(field.key);
    return keys;
}

}  // namespace

std::shared_ptr<const Record> Reader::read(const Node& node, const Section& section, const std::string& id,
                                           const std::string& path) {
    auto record = std::make_shared<Record>(id, path, node.position);
    const std::size_t before = findings_.all().size();
    read_fields(*record, node, section);
    if (findings_.all().size() > before || findings_.full()) record->set_broken();
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
        if (findings_.full()) return;  // a search for what was meant costs time
        if (std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
        const std::string key = entry.key.empty() ? "\"\"" : shortened(entry.key);
        const std::string half = to_half_width(entry.key);
        const bool wide = half != entry.key;
        const std::string path = record.path().empty() ? key : record.path() + "." + key;
        findings_.add({"unknown-key", entry.position, path, key, one_of(known),
                       wide ? Text{"replace full-width letters and blanks by ordinary ones",
                                   "全角の文字・空白を半角に置き換えてください"}
                            : Text{"correct or remove it", "直すか、消してください"},
                       suggest(trim(half), known), Severity::error});
    }
}

void Reader::read_entry(Record& record, const Node& node, const Field& field, const Position& key_position) {
    const std::string path = record.path().empty() ? field.key : record.path() + "." + field.key;
    Value value;
    value.field = &field;
    value.position = node.position;
    value.written = node.kind == Node::Kind::scalar ? shortened(node.text) : "";
    if (node.kind == Node::Kind::null) {
        if (field.kind == Kind::section || field.kind == Kind::map) {  // says no more than an empty map
            Node empty;
            empty.kind = Node::Kind::map;
            empty.position = key_position;
            if (read_value(value, empty, {field, path})) record.set(field.key, std::move(value));
            return;
        }
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

bool Reader::read_records(Value& value, const Node& node, const Place& place) {
    const bool map = place.field.kind == Kind::map;
    if (!expect(node, map ? Node::Kind::map : Node::Kind::list, place)) return false;
    for (const auto& entry : node.entries) {
        if (!is_id(entry.key)) {
            findings_.add({"not-an-id",
                           entry.position,
                           place.path,
                           entry.key.empty() ? "\"\"" : shortened(entry.key),
                           {"a short name of ASCII letters, digits, _ and -", "半角英数字と _ - の短い名前"},
                           {"put the full name into \"name:\"", "正式な名称は「name:」に書いてください"},
                           "",
                           Severity::error});
            continue;
        }
        const std::string path = place.path + "." + entry.key;
        if (entry.value->kind != Node::Kind::map) {
            wrong_kind(*entry.value, path, kind_name(Node::Kind::map));
            continue;
        }
        value.records.emplace_back(entry.key, read(*entry.value, *place.field.section, entry.key, path));
    }
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        const std::string path = fmt::format("{}[{}]", place.path, i);
        if (node.items[i]->kind != Node::Kind::map) {
            wrong_kind(*node.items[i], path, kind_name(Node::Kind::map));
            continue;
        }
        value.records.emplace_back(std::to_string(i),
                                   read(*node.items[i], *place.field.section, std::to_string(i), path));
    }
    return true;
}

bool Reader::expect(const Node& node, Node::Kind kind, const Place& place) {
    if (node.kind == kind) return true;
    const Text wanted = kind_name(kind);
    wrong_kind(node, place.path,
               {wanted.en + ": " + place.field.meaning.en, wanted.ja + "：" + place.field.meaning.ja});
    return false;
}

void Reader::wrong_kind(const Node& node, const std::string& path, Text expected) {
    Text fix{"write it as expected, or check the indentation", "期待される形で書くか、字下げを確かめてください"};
    if (node.kind == Node::Kind::scalar && node.text.find("：") != std::string::npos) {
        fix = {"replace the full-width colon by \": \"", "全角の「：」を半角の「: 」に置き換えてください"};
    } else if (node.kind == Node::Kind::scalar && node.text.find(':') != std::string::npos) {
        fix = {"put a blank behind the colon", "コロンの後に空白を入れてください"};
    }
    complain("wrong-kind", node, path, std::move(expected), std::move(fix));
}

void Reader::complain(const char* code, const Node& node, const std::string& path, Text expected, Text fix,
                      std::string suggestion) {
    const std::string found = node.kind == Node::Kind::scalar ? shortened(node.text) : kind_sign(node.kind);
    findings_.add({code, node.position, path, found, std::move(expected), std::move(fix), std::move(suggestion),
                   Severity::error});
}

}  // namespace gaiku
