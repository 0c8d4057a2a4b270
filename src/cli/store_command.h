#pragma once

#include <string>

#include "base/text.h"
#include "cli/cli.h"

namespace CLI {
class App;
}

namespace gaiku {

struct StoreArguments {
    std::string folder;
    std::string other;  ///< folder of the backup, or of the restored store
    std::string device;
    std::string channel;
    std::string from;
    std::string to;
    std::string level = "district";
    std::string name;
    std::string measurand = "energy_import";
    std::string models;  ///< folder of device models of one's own; empty: in the store's
    std::string model;   ///< of a device that is registered, as its place below
    std::string building;
    std::string block;
    std::string asset;
    bool behind = false;  ///< behind another meter: not in the sums
    bool counts = false;  ///< in the sums again
    std::string since;    ///< when a device began to stand where it does; empty: always
    double register_end_kwh = 0;
    double most_kw = 0;  ///< 0: not known
    std::string at;      ///< time of the one reading that is corrected; else from and to
    std::string value;   ///< that stands for the readings; empty: none
    bool pass_over = false;
    bool set_aside = false;  ///< what was set aside stands for them
    std::string reason;
    std::string who = "command line";
    std::string head;  ///< of the audit's chain, noted earlier
    std::string out;   ///< file; empty: standard output
};

/// gaiku store check|backup|restore|export|conflicts|year|audit|correct|retire|token|device.
void add_store(CLI::App& app, StoreArguments& to);
int store_command(const CLI::App& command, const StoreArguments& arguments, Language language,
                  const CliContext& context);

}  // namespace gaiku
