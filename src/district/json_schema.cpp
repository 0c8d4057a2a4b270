#include <nlohmann/json.hpp>

#include "district/format.h"

namespace gaiku {
namespace {

using Json = nlohmann::ordered_json;

Json section_schema(const Section& section, Json& definitions);

std::string definition_name(const Section& section) {
    std::string name = section.name;
    for (char& c : name) {
        if (c == ' ') c = '_';
    }
    return name;
}

Json reference_to(const Section& section, Json& definitions) {
    const std::string name = definition_name(section);
    if (!definitions.contains(name)) {
        definitions[name] = nullptr;  // claimed, in case a section holds itself
        definitions[name] = section_schema(section, definitions);
    }
    return {{"$ref", "#/$defs/" + name}};
}

/// A quantity is a text with its unit, or one of the words that may stand instead.
Json quantity_schema(const Field& field) {
    if (field.choices.empty()) return {{"type", "string"}};
    return {{"anyOf", {{{"enum", field.choices}}, {{"type", "string"}}}}};
}

Json number_schema(const Field& field) {
    const Json number{{"type", {"number", "string"}}};
    if (field.choices.empty()) return number;
    return {{"anyOf", {{{"enum", field.choices}}, number}}};
}

Json one_or_list(Json item) {
    return {{"anyOf", {item, {{"type", "array"}, {"items", item}}}}};
}

Json value_schema(const Field& field, Json& definitions) {
    switch (field.kind) {
        case Kind::quantity:
            return quantity_schema(field);
        case Kind::quantities:
            return one_or_list(quantity_schema(field));
        case Kind::number:
        case Kind::count:
            return number_schema(field);
        case Kind::numbers:
        case Kind::counts:
            return one_or_list(number_schema(field));
        case Kind::text:
            return {{"type", {"string", "number"}}};
        case Kind::localized:
            return {{"anyOf",
                     {{{"type", "string"}},
                      {{"type", "object"},
                       {"properties", {{"en", {{"type", "string"}}}, {"ja", {{"type", "string"}}}}},
                       {"additionalProperties", false}}}}};
        case Kind::choice: {
            Json choices = field.choices;
            if (field.key == "gaiku") choices = {1, "1"};
            return {{"enum", choices}};
        }
        case Kind::boolean:
            return {{"enum", {true, false, "yes", "no", "はい", "いいえ"}}};
        case Kind::reference:
            return {{"type", {"string", "number"}}};
        case Kind::section:
            return reference_to(*field.section, definitions);
        case Kind::map:
            return {{"type", {"object", "null"}}, {"additionalProperties", reference_to(*field.section, definitions)}};
        case Kind::list:
            return {{"type", "array"}, {"items", reference_to(*field.section, definitions)}};
        case Kind::open:
            return Json::object();
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

Json properties(const Section& section, Json& definitions) {
    Json result = Json::object();
    for (const auto& field : section.fields) {
        Json value = value_schema(field, definitions);
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
void add_variants(Json& schema, const Section& section, Json& definitions) {
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

Json section_schema(const Section& section, Json& definitions) {
    Json schema{{"type", "object"},
                {"description", section.meaning.en + " / " + section.meaning.ja},
                {"properties", properties(section, definitions)}};
    // The district as a whole may be laid over included files, so what it must hold is checked after that.
    if (section.name != "district file") schema["required"] = required(section);
    if (section.variant_key.empty()) {
        schema["additionalProperties"] = false;
    } else {
        add_variants(schema, section, definitions);
    }
    return schema;
}

}  // namespace

std::string json_schema(const Format& format) {
    Json definitions = Json::object();
    Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "gaiku district file"}};
    schema.update(section_schema(format.root(), definitions));
    schema["$defs"] = std::move(definitions);
    return schema.dump(2);
}

}  // namespace gaiku
