#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/text.h"
#include "cli/cli.h"
#include "district/format.h"
#include "plan/plan.h"

namespace gaiku {

/// What every command works with: the technologies, the file format that follows from them, the reference tables.
struct Workshop {
    Technologies technologies;
    Format format{technologies.sections()};
    Tables tables;

    /// Reads and checks a district file; `given` stands for its own bytes (read_document).
    [[nodiscard]] DistrictFile read(const std::filesystem::path& path, Findings& findings,
                                    const std::string* given = nullptr) const;

    /// What is checked in a district that could be read, each era by itself.
    void check(const District& district, Findings& findings) const;
};

int check_command(const std::string& file, Language language, const CliContext& context);
struct PlanArguments {
    std::string file;
    std::string out;                    ///< empty: out/ID
    std::string solver;                 ///< highs, piqp, or empty
    std::string time_limit = "10 min";  ///< of solving one scenario
    std::string gap = "0.01 %";         ///< relative, at which a search over on and off and numbers of units ends
};
int plan_command(const PlanArguments& arguments, Language language, const CliContext& context);
struct CompareArguments {
    std::vector<std::string> files;
    std::string out = "out/compare";
    std::string solver;
    std::string time_limit = "10 min";
    std::string gap = "0.01 %";
};
/// Plans every scenario of all files of method network and writes one comparison.
int compare_command(const CompareArguments& arguments, Language language, const CliContext& context);
int new_command(const std::string& template_name, const std::string& folder, Language language,
                const CliContext& context);
int data_list_command(Language language, const CliContext& context);
int data_show_command(const std::string& name, Language language, const CliContext& context);
int schema_command(const CliContext& context);

/// Findings in the order of the file, and a last line that counts them. Returns the exit code: 2 with errors, else 0.
int print_findings(const Findings& findings, Language language, const CliContext& context);

/// Findings of scenarios, each once with the scenarios that it is about; those of reading the file are printed already.
void print_scenario_findings(const std::vector<ScenarioPlan>& scenarios, const Findings& of_file, Language language,
                             const CliContext& context);

}  // namespace gaiku
