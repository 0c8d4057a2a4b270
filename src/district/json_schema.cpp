#include <nlohmann/json.hpp>

#include "district/format.h"

namespace gaiku {
namespace {

using Json = nlohmann::ordered_json;

/// Whether the file stands alone, or is laid over included files and may say only a part.
enum class Extent { whole, part };

struct Definitions {
    Extent extent;
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

/// A quantity is a text with its unit, or one of the words that may stand instead; one without a unit may be a number.
Json quantity_schema(const Field& field) {
    Json quantity{{"type", "string"}};
    if (field.unit == "-") quantity["type"] = {"number", "string"};
    if (field.choices.empty()) return quantity;
    return {{"anyOf", {{{"enum", field.choices}}, quantity}}};
}

Json number_schema(const Field& field) {
    Json number{{"type", {"number", "string"}}};
    if (field.choices.empty()) return number;
    return {{"anyOf", {{{"enum", field.choices}}, number}}};
}

Json one_or_list(Json item) {
    return {{"anyOf", {item, {{"type", "array"}, {"items", item}}}}};
}

Json value_schema(const Field& field, Definitions& definitions) {
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

Json properties(const Section& section, Definitions& definitions) {
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

Json section_schema(const Section& section, Definitions& definitions) {
    Json schema{{"type", "object"},
                {"description", section.meaning.en + " / " + section.meaning.ja},
                {"properties", properties(section, definitions)}};
    if (definitions.extent == Extent::part) {  // which variant it is may stand in the included file
        for (const auto& [name, variant] : section.variants)
            schema["properties"].update(properties(*variant, definitions));
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
    Json all = Json::object();
    Definitions whole{Extent::whole, all};
    Definitions part{Extent::part, all};
    const Json root = reference_to(format.root(), whole);
    const Json laid_over = reference_to(format.root(), part);
    const Json schema{
        {"$schema", "https://json-schema.org/draft/2020-12/schema"},
        {"title", "gaiku district file"},
        {"type", "object"},
        {"if", {{"type", "object"}, {"required", {"include"}}, {"properties", {{"include", Json::object()}}}}},
        {"then", laid_over},
        {"else", root},
        {"$defs", all}};
    return schema.dump(2);
}

}  // namespace gaiku
