#include <fmt/format.h>

#include "base/suggest.h"
#include "cli/commands.h"

namespace gaiku {

int data_list_command(Language language, const CliContext& context) {
    const Tables tables;
    for (const auto& name : tables.names()) {
        fmt::print(context.out, "{:<32} {}\n", name, tables.find(name)->title().in(language));
    }
    return 0;
}

int data_show_command(const std::string& name, const CliContext& context) {
    if (const auto text = Tables::text(name)) {
        fmt::print(context.out, "{}", *text);
        return 0;
    }
    const Tables tables;
    const std::string meant = suggest(name, tables.names());
    fmt::print(context.err, "gaiku: no table \"{}\"\n", name);
    if (!meant.empty()) fmt::print(context.err, "did you mean: {}\n", meant);
    fmt::print(context.err, "fix: gaiku data list names them all\n");
    return 2;
}

}  // namespace gaiku
