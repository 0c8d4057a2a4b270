#pragma once

#include <optional>

#include "cli/commands.h"

namespace gaiku {

/// A district file's scenario that is to be lived through; its devices.
class ScenarioToRun {
public:
    /// Reads the file; `scenario` empty: its last. What is wrong with it is among the findings. `given` stands for the
    /// file's own bytes.
    ScenarioToRun(const std::string& file, const std::string& scenario, Findings& findings,
                  const std::string* given = nullptr);

    [[nodiscard]] const Workshop& workshop() const { return workshop_; }
    [[nodiscard]] const DistrictFile& file() const { return file_; }
    /// Needs findings without errors.
    [[nodiscard]] const Era& era() const { return *era_; }

private:
    Workshop workshop_;
    DistrictFile file_;
    const Era* era_ = nullptr;
};

/// A finding about an option of the command line.
[[nodiscard]] Finding option_finding(std::string code, const char* option, std::string value, Text expected, Text fix);

}  // namespace gaiku
