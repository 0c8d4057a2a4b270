#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "district/district.h"
#include "operate/image.h"
#include "telemetry/store/device.h"

namespace gaiku::server {

/// What reading a district file gives: the file, and its district of the scenario that is operated.
struct DistrictRead {
    std::shared_ptr<const DistrictFile> file{};  ///< with what it needs to live
    const District* district = nullptr;          ///< within; null with errors
};

/// A district file that was read without errors; whole, and never changed.
struct InForce {
    InForce(std::string of_text, DistrictRead read);

    std::string text;  ///< of the file itself, without what it includes
    std::string tag;   ///< changes with the text
    std::shared_ptr<const DistrictFile> file;
    const District& district;
    operate::Surroundings surroundings;
    std::string map;  ///< operate::map_json
};
using InForcePtr = std::shared_ptr<const InForce>;

/// What the district says of a device that appears: an asset by its id, a building's by what stands before the point.
[[nodiscard]] telemetry::Device describe_device(const District& district, const std::string& name);

/// The district file by which the server runs, which another may take the place of while it runs. Safe for any number
/// of threads.
class DistrictInForce {
public:
    using Read = std::function<DistrictRead(const std::string& text, Findings& findings)>;

    /// Reads the file; with errors among the findings now() is null. `read` is used by one thread at a time.
    DistrictInForce(std::filesystem::path path, Read read, Findings& findings);

    /// Who holds it keeps it as it was.
    [[nodiscard]] InForcePtr now() const;
    /// What would be in force with this text; null with errors.
    [[nodiscard]] InForcePtr tried(const std::string& text, Findings& findings) const;
    /// Whether somebody has written another file to its place since it was read.
    [[nodiscard]] bool file_was_changed() const;
    /// Writes the file, which is there whole or not at all, and puts it in force. Throws std::runtime_error, and
    /// nothing is changed then.
    void put(InForcePtr next);
    /// Past figures need what an earlier file said of assets that are gone; what is tried from now on knows it too.
    void remember(const operate::Surroundings& earlier);

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
    Read read_;
    mutable std::mutex reading_;
    mutable std::mutex mutex_;
    InForcePtr now_;
};

}  // namespace gaiku::server
