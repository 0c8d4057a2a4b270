#include <fmt/format.h>
#include <filesystem>
#include <system_error>

#include "base/embedded.h"
#include "base/file.h"
#include "base/suggest.h"
#include "cli/commands.h"

namespace gaiku {
namespace {

/// "microgrid/1-suburb-rooftop-pv.yaml" -> "1-suburb-rooftop-pv"
std::string template_name(const EmbeddedFile& file) {
    return std::filesystem::path(file.name).stem().string();
}

/// A district; the other files are tables that districts of the same name read.
bool is_district(const EmbeddedFile& file) {
    return file.name.ends_with(".yaml");
}

std::vector<std::string> template_names() {
    std::vector<std::string> names;
    for (const auto& file : embedded::templates()) {
        if (is_district(file)) names.push_back(template_name(file));
    }
    return names;
}

/// The tables that a template reads, beside it and under their own names.
void write_tables(const std::string& name, const std::filesystem::path& folder) {
    for (const auto& file : embedded::templates()) {
        if (is_district(file) || template_name(file) != name) continue;
        write_file(folder / std::filesystem::path(file.name).filename(), file.bytes);
    }
}

/// The first comment lines of a template say what it is: in English, then in Japanese.
std::string what_it_is(std::string_view text, Language language) {
    if (language == Language::ja) text.remove_prefix(std::min(text.find('\n') + 1, text.size()));
    const auto end = std::min(text.find('\n'), text.size());
    return std::string(text.substr(std::min<std::size_t>(2, end), end - std::min<std::size_t>(2, end)));
}

}  // namespace

int new_command(const std::string& name, const std::string& folder, Language language, const CliContext& context) {
    const bool ja = language == Language::ja;
    if (name.empty() || folder.empty()) {
        fmt::print(context.out, "{}\n",
                   ja ? "gaiku new TEMPLATE DIR（TEMPLATE は次のひな形のいずれか）"
                      : "gaiku new TEMPLATE DIR, with one of the templates");
        for (const auto& file : embedded::templates()) {
            if (!is_district(file)) continue;
            fmt::print(context.out, "  {:<24} {}\n", template_name(file), what_it_is(file.bytes, language));
        }
        return name.empty() ? 0 : 2;
    }
    for (const auto& file : embedded::templates()) {
        if (!is_district(file) || template_name(file) != name) continue;
        const std::filesystem::path target = std::filesystem::path(folder) / "district.yaml";
        std::error_code error;
        if (std::filesystem::exists(target, error)) {
            fmt::print(context.err,
                       fmt::runtime(ja ? "gaiku: {} は既にあります\n対処: 別のフォルダを指定してください\n"
                                       : "gaiku: {} is already there\nfix: name another folder\n"),
                       target.string());
            return 2;
        }
        std::filesystem::create_directories(folder, error);
        if (error) {
            fmt::print(
                context.err,
                fmt::runtime(ja ? "gaiku: フォルダ {} を作れません: {}\n" : "gaiku: cannot make the folder {}: {}\n"),
                folder, error.message());
            return 1;
        }
        write_tables(name, folder);
        write_file(target, file.bytes);
        fmt::print(context.out, "{}\n{}: gaiku plan {} --out {}\n", target.string(), ja ? "次" : "next",
                   target.string(), (std::filesystem::path(folder) / "out").string());
        return 0;
    }
    fmt::print(context.err,
               fmt::runtime(ja ? "gaiku: 「{}」というひな形はありません\n" : "gaiku: no template \"{}\"\n"), name);
    if (const auto meant = suggest(name, template_names()); !meant.empty())
        fmt::print(context.err, "{}: {}\n", ja ? "もしかして" : "did you mean", meant);
    fmt::print(context.err, "{}\n", ja ? "対処: gaiku new で一覧できます" : "fix: gaiku new lists them all");
    return 2;
}

}  // namespace gaiku
