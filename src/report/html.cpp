#include "report/html.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "base/embedded.h"
#include "report/report_json.h"

namespace gaiku {

namespace {

using Json = nlohmann::ordered_json;

std::string_view web_file(std::string_view name) {
    for (const auto& file : embedded::web()) {
        if (file.name == name) return file.bytes;
    }
    throw std::runtime_error(fmt::format("the program was built without {}", name));
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

/// Within a script element "</" and "<!--" end or change it; in JSON both may be written with an escape.
std::string for_script(std::string json) {
    for (std::size_t at = json.find('<'); at != std::string::npos; at = json.find('<', at + 6))
        json.replace(at, 1, "\\u003c");
    return json;
}

}  // namespace

std::string report_html(const Plan& plan, Language language, const Clock& clock) {
    const Text name = plan.file.eras.at(0).district.about().name();
    return page_html(name.in(language),
                     report_json(plan, language, clock).dump(-1, ' ', false, Json::error_handler_t::replace), language);
}

std::string page_html(const std::string& name, std::string json, Language language) {
    const std::string data = for_script(std::move(json));
    const std::string title = escaped(name);
    std::string out;
    std::string_view rest = web_file("report.template.html");
    while (true) {
        const auto open = rest.find("{{");
        out += rest.substr(0, open);
        if (open == std::string_view::npos) return out;
        rest.remove_prefix(open + 2);
        const auto close = rest.find("}}");
        const std::string_view key = rest.substr(0, close);
        rest.remove_prefix(close + 2);
        if (key == "title") out += title;
        if (key == "lang") out += language == Language::ja ? "ja" : "en";
        if (key == "style") out += web_file("report.css");
        if (key == "data") out += data;
        if (key == "script") out += web_file("report.js");
    }
}

}  // namespace gaiku
