#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "district/format.h"
#include "district/json_schema_values.h"
#include "reference/tables.h"

namespace gaiku {
namespace {

using Json = nlohmann::ordered_json;

/// Whether the file stands alone, or is laid over included files and may say only a part.
enum class Extent { whole, part };

struct Definitions {
    Extent extent;
    const Tables& tables;
    const Section* root;
    Json& all;
};

Json section_schema(const Section& section, Definitions& definitions);

std::string definition_name(const Section& section, Extent extent) {
    std::string name = (extent == Extent::part ? "part of " : "") + section.name;
    for (char& c : name) {
        if (c == ' ') c = '_';
    }
    return name;
}

Json reference_to(const Section& section, Definitions& definitions) {
    const std::string name = definition_name(section, definitions.extent);
    if (!definitions.all.contains(name)) {
        definitions.all[name] = nullptr;  // claimed, in case a section holds itself
        definitions.all[name] = section_schema(section, definitions);
    }
    return {{"$ref", "#/$defs/" + name}};
}

Json reference_to(std::string name, const Json& definition, Definitions& definitions) {
    std::replace(name.begin(), name.end(), '/', '_');  // a stroke would lead into the definition
    if (!definitions.all.contains(name)) definitions.all[name] = definition;
    return {{"$ref", "#/$defs/" + name}};
}

/// A text with a number and a unit, one of the words that may stand instead, or the name of a series.
Json quantity_schema(const Field& field, Definitions& definitions) {
    if (field.unit.empty() || field.unit == "-") return schema::number(field);
    const bool negative = field.minimum < 0;
    Json text =
        reference_to(schema::quantity_name(field.unit, negative), schema::quantity(field.unit, negative), definitions);
    if (field.choices.empty() && field.target.empty()) return text;
    Json either = Json::array();
    if (!field.choices.empty()) either.push_back({{"enum", field.choices}});
    either.push_back(std::move(text));
    if (!field.target.empty()) either.push_back({{"type", "string"}, {"pattern", "^[A-Za-z_][A-Za-z0-9_-]*$"}});
    return {{"anyOf", either}};
}

Json number_schema(const Field& field) {
    Json number =
        field.kind == Kind::count || field.kind == Kind::counts ? schema::count(field) : schema::number(field);
    if (!field.choices.empty()) number["anyOf"].insert(number["anyOf"].begin(), Json{{"enum", field.choices}});
    return number;
}

/// The rows of a table, where the file stands alone: rows of its own make it a part (see json_schema).
Json name_schema(const Field& field, Definitions& definitions) {
    constexpr std::string_view rows = "rows:";
    const bool one_table = field.target.starts_with(rows) && field.target.find('|') == std::string::npos;
    const Table* table = one_table ? definitions.tables.find(field.target.substr(rows.size())) : nullptr;
    if (table == nullptr || definitions.extent == Extent::part) return {{"type", {"string", "number"}}};
    return reference_to("row_of_" + table->name(), {{"enum", table->keys()}}, definitions);
}

Json one_or_list(Json item) {
    return {{"anyOf", {item, {{"type", "array"}, {"items", item}}}}};
}

Json localized_schema() {
    return {{"anyOf",
             {{{"type", "string"}},
              {{"type", "object"},
               {"properties", {{"en", {{"type", "string"}}}, {"ja", {{"type", "string"}}}}},
               {"additionalProperties", false}}}}};
}

Json boolean_schema() {
    return {{"enum", {true, false, "yes", "no", "はい", "いいえ"}}};
}

/// In a part an entry may be taken away.
Json or_nothing(Json value, const Definitions& definitions) {
    if (definitions.extent == Extent::whole) return value;
    return {{"anyOf", {std::move(value), {{"type", "null"}}}}};
}

/// A row of a table as a district replaces it.
Json row_schema(const Table& table, Definitions& definitions) {
    Json columns = Json::object();
    for (const auto& column : table.columns()) {
        if (!column.unit) continue;
        Field field{.key = column.name, .kind = Kind::quantity, .unit = column.unit->text};
        columns[column.name] = or_nothing(quantity_schema(field, definitions), definitions);
    }
    columns["source"] = localized_schema();
    columns["new"] = boolean_schema();
    return {{"type", "object"}, {"properties", columns}, {"additionalProperties", false}};
}

/// `data`: tables, their rows, their columns. Long tables (hours of a year) are not listed row by row.
Json data_schema(Definitions& definitions) {
    constexpr std::size_t long_table = 400;
    Json tables = Json::object();
    for (const auto& name : definitions.tables.names()) {
        const Table& table = *definitions.tables.find(name);
        const std::string definition = (definitions.extent == Extent::part ? "part_of_data_" : "data_") + name;
        const Json row = reference_to(definition, row_schema(table, definitions), definitions);
        Json rows{{"type", "object"}};
        if (table.keys().size() <= long_table) {
            rows["properties"] = Json::object();
            for (const auto& key : table.keys()) rows["properties"][key] = or_nothing(row, definitions);
            rows["additionalProperties"] =
                or_nothing({{"allOf", {row, {{"type", "object"}, {"required", {"new"}}}}}}, definitions);
        } else {
            rows["additionalProperties"] = or_nothing(row, definitions);
        }
        tables[name] = or_nothing(std::move(rows), definitions);
    }
    return {{"type", "object"}, {"properties", tables}, {"additionalProperties", false}};
}

/// A change is a part of a file without the entries that belong to the whole.
Json change_schema(const Section& root) {
    return {{"$ref", "#/$defs/" + definition_name(root, Extent::part)},
            {"type", "object"},
            {"properties", {{"scenarios", false}, {"include", false}, {"gaiku", false}}}};
}

Json open_schema(const Field& field, Definitions& definitions) {
    if (field.key == "data") return data_schema(definitions);
    if (field.key == "change") return change_schema(*definitions.root);
    if (field.key == "include") {
        const Json file{{"type", "string"}};
        return {{"anyOf", {file, {{"type", "array"}, {"items", file}}}}};
    }
    return Json::object();
}

Json value_schema(const Field& field, Definitions& definitions) {
    switch (field.kind) {
        case Kind::quantity:
            return quantity_schema(field, definitions);
        case Kind::quantities:
            return one_or_list(quantity_schema(field, definitions));
        case Kind::number:
        case Kind::count:
            return number_schema(field);
        case Kind::numbers:
        case Kind::counts:
            return one_or_list(number_schema(field));
        case Kind::text:
            return {{"type", {"string", "number"}}};
        case Kind::localized:
            return localized_schema();
        case Kind::choice: {
            Json choices = field.choices;
            if (field.key == "gaiku") choices = {1, "1"};
            return {{"enum", choices}};
        }
        case Kind::boolean:
            return boolean_schema();
        case Kind::reference:
            return name_schema(field, definitions);
        case Kind::section:
            return reference_to(*field.section, definitions);
        case Kind::map:
            return {{"type", {"object", "null"}},
                    {"additionalProperties", or_nothing(reference_to(*field.section, definitions), definitions)}};
        case Kind::list:
            return {{"type", "array"}, {"items", reference_to(*field.section, definitions)}};
        case Kind::open:
            return open_schema(field, definitions);
    }
    return Json::object();
}

std::string description(const Field& field) {
    std::string text = field.meaning.en + " / " + field.meaning.ja;
    if (!field.unit.empty() && field.unit != "-") text += " [" + field.unit + "]";
    if (!field.preset.empty()) text += " (default: " + field.preset + ")";
    if (!field.data.table.empty()) text += " (default: data " + field.data.table + ")";
    return text;
}

Json properties(const Section& section, Definitions& definitions) {
    Json result = Json::object();
    for (const auto& field : section.fields) {
        Json value = or_nothing(value_schema(field, definitions), definitions);
        value["description"] = description(field);
        result[field.key] = std::move(value);
    }
    return result;
}

Json required(const Section& section) {
    Json keys = Json::array();
    for (const auto& field : section.fields) {
        if (field.required && field.data.table.empty() && field.preset.empty()) keys.push_back(field.key);
    }
    return keys;
}

/// What may stand in a section depends on its variant key: technology: pv.
void add_variants(Json& schema, const Section& section, Definitions& definitions) {
    Json all = Json::array();
    for (const auto& [name, variant] : section.variants) {
        Json then{{"properties", properties(*variant, definitions)}, {"required", required(*variant)}};
        all.push_back(
            {{"if", {{"properties", {{section.variant_key, {{"const", name}}}}}, {"required", {section.variant_key}}}},
             {"then", std::move(then)}});
    }
    schema["allOf"] = std::move(all);
    schema["unevaluatedProperties"] = false;
}

/// What any of the variants would take: the same key may mean money a kW in one and money in another.
void add_any_variant(Json& keys, const Section& section, Definitions& definitions) {
    std::map<std::string, Json> alternatives;
    for (const auto& [name, variant] : section.variants) {
        const Json of_variant = properties(*variant, definitions);
        for (const auto& [key, schema] : of_variant.items()) {
            Json& known = alternatives[key];
            if (known.is_null()) known = Json::array();
            if (std::find(known.begin(), known.end(), schema) == known.end()) known.push_back(schema);
        }
    }
    for (auto& [key, schemas] : alternatives)
        keys[key] = schemas.size() == 1 ? schemas.front() : Json{{"anyOf", schemas}};
}

Json section_schema(const Section& section, Definitions& definitions) {
    Json schema{{"type", "object"},
                {"description", section.meaning.en + " / " + section.meaning.ja},
                {"properties", properties(section, definitions)}};
    if (definitions.extent == Extent::part) {  // which variant it is may stand in the included file
        add_any_variant(schema["properties"], section, definitions);
    } else {
        schema["required"] = required(section);
    }
    if (section.variant_key.empty() || definitions.extent == Extent::part) {
        schema["additionalProperties"] = false;
    } else {
        add_variants(schema, section, definitions);
    }
    return schema;
}

}  // namespace

std::string json_schema(const Format& format) {
    const Tables tables;
    Json all = Json::object();
    Definitions whole{Extent::whole, tables, &format.root(), all};
    Definitions part{Extent::part, tables, &format.root(), all};
    const Json root = reference_to(format.root(), whole);
    const Json laid_over = reference_to(format.root(), part);
    const Json includes{{"type", "object"}, {"required", {"include"}}, {"properties", {{"include", Json::object()}}}};
    // Rows of its own may be named anywhere in the file, which only the part takes.
    const Json row_of_table{{"type", "object"}, {"not", {{"type", "object"}, {"required", {"new"}}}}};
    const Json no_row_is_new{{"type", "object"},
                             {"additionalProperties", {{"type", "object"}, {"additionalProperties", row_of_table}}}};
    const Json has_rows_of_its_own{
        {"type", "object"}, {"required", {"data"}}, {"properties", {{"data", {{"not", no_row_is_new}}}}}};
    const Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                      {"title", "gaiku district file"},
                      {"type", "object"},
                      {"if", {{"anyOf", {includes, has_rows_of_its_own}}}},
                      {"then", laid_over},
                      {"else", root},
                      {"$defs", all}};
    return schema.dump(1);
}

}  // namespace gaiku
