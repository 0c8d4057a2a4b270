#include <fmt/format.h>
#include <algorithm>
#include <cstdlib>
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

/// What the districts of a folder include lies in its base/.
bool is_base(const EmbeddedFile& file) {
    return file.name.find("/base/") != std::string_view::npos;
}

/// A district; the other files are tables that districts of the same name read, and what districts include.
bool is_district(const EmbeddedFile& file) {
    return file.name.ends_with(".yaml") && !is_base(file);
}

/// In the order of the numbers that their names begin with.
std::vector<const EmbeddedFile*> districts() {
    std::vector<const EmbeddedFile*> list;
    for (const auto& file : embedded::templates()) {
        if (is_district(file)) list.push_back(&file);
    }
    const auto place = [](const EmbeddedFile* file) {
        const std::string name = template_name(*file);
        return std::pair(std::atoi(name.c_str()), name);
    };
    std::sort(list.begin(), list.end(), [&](const auto* a, const auto* b) { return place(a) < place(b); });
    return list;
}

std::vector<std::string> template_names() {
    std::vector<std::string> names;
    for (const EmbeddedFile* file : districts()) names.push_back(template_name(*file));
    return names;
}

/// What a template reads, where it expects it: tables beside it under their own names, what it includes in base/.
void write_what_it_reads(const EmbeddedFile& district, const std::filesystem::path& folder) {
    const auto home = std::filesystem::path(district.name).parent_path();
    for (const auto& file : embedded::templates()) {
        const std::filesystem::path path(file.name);
        if (is_base(file) && path.parent_path().parent_path() == home) {
            std::filesystem::create_directories(folder / "base");
            write_file(folder / "base" / path.filename(), file.bytes);
        } else if (!is_base(file) && !is_district(file) && template_name(file) == template_name(district)) {
            write_file(folder / path.filename(), file.bytes);
        }
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
        for (const EmbeddedFile* file : districts())
            fmt::print(context.out, "  {:<24} {}\n", template_name(*file), what_it_is(file->bytes, language));
        return name.empty() ? 0 : 2;
    }
    for (const EmbeddedFile* found : districts()) {
        const EmbeddedFile& file = *found;
        if (template_name(file) != name) continue;
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
        write_what_it_reads(file, folder);
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
