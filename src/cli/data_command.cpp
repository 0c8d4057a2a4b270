#include <fmt/format.h>

#include "base/embedded.h"
#include "base/suggest.h"
#include "cli/commands.h"
#include "tariff/shipped.h"

namespace gaiku {
namespace {

/// Tariffs stand behind the tables, named like the files of data/.
const std::string tariff_folder = "tariffs/";

}  // namespace

int data_list_command(Language language, const CliContext& context) {
    const Tables tables;
    for (const auto& name : tables.names()) {
        const Table& table = *tables.find(name);
        const bool japanese = language == Language::ja && !table.source_ja().empty();
        fmt::print(context.out, "{:<32} {}\n{:<32} {}: {}\n", name, table.title().in(language), "",
                   language == Language::ja ? "出典" : "source", japanese ? table.source_ja() : table.source());
    }
    for (const auto& name : shipped_tariffs())
        fmt::print(context.out, "{:<32} {}\n", tariff_folder + name, shipped_tariff(name)->name.in(language));
    return 0;
}

int data_show_command(const std::string& name, Language language, const CliContext& context) {
    if (const auto text = Tables::text(name)) {
        fmt::print(context.out, "{}", *text);
        return 0;
    }
    for (const auto& file : embedded::tariffs()) {
        if (tariff_folder + std::string(file.name) != name + ".yaml") continue;
        fmt::print(context.out, "{}", file.bytes);
        return 0;
    }
    const Tables tables;
    std::vector<std::string> known = tables.names();
    for (const auto& tariff : shipped_tariffs()) known.push_back(tariff_folder + tariff);
    const std::string meant = suggest(name, known);
    const bool ja = language == Language::ja;
    fmt::print(context.err, fmt::runtime(ja ? "gaiku: 「{}」という表はありません\n" : "gaiku: no table \"{}\"\n"),
               name);
    if (!meant.empty()) fmt::print(context.err, "{}: {}\n", ja ? "もしかして" : "did you mean", meant);
    fmt::print(context.err, "{}\n",
               ja ? "対処: gaiku data list で一覧できます" : "fix: gaiku data list names them all");
    return 2;
}

}  // namespace gaiku
