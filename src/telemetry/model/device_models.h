#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "telemetry/model/device_model.h"

namespace gaiku::telemetry {

/// The models that a server knows: those laid into the program, and those of a folder of one's own, a file each
/// (MODEL.yaml). A model of one's own takes no shipped one's name.
class DeviceModels {
public:
    DeviceModels() = default;  ///< the shipped ones alone
    /// With those of a folder; an empty path: none. What is wrong in a file, or with the folder, is a finding.
    DeviceModels(const std::filesystem::path& folder, Findings& findings);

    [[nodiscard]] const DeviceModel* find(std::string_view id) const;
    [[nodiscard]] std::vector<std::string> names() const;  ///< sorted

private:
    std::vector<DeviceModel> own_;
};

/// The folder of one's own models: the one that is given, else `models` in the folder of the store where there is such
/// a folder, else none.
[[nodiscard]] std::filesystem::path models_folder(const std::string& given, const std::filesystem::path& store);

}  // namespace gaiku::telemetry
