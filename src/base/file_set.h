#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace gaiku {

/// Files of one folder that belong together: written to neighbours first, then renamed one right after the other, so
/// that a run that is stopped leaves the old ones as they were. What has not taken its name goes with the object; what
/// a killed process has left is removed by the next one that writes the same names.
class FileSet {
public:
    explicit FileSet(std::filesystem::path folder) : folder_(std::move(folder)) {}
    ~FileSet();
    FileSet(const FileSet&) = delete;
    FileSet& operator=(const FileSet&) = delete;

    /// Throws std::runtime_error, here and below.
    void write(const std::string& name, std::string_view content);
    /// Where a writer that opens files itself puts the one of this name.
    [[nodiscard]] std::filesystem::path place(const std::string& name);
    /// All of them take their names.
    void commit();

private:
    std::filesystem::path folder_;
    std::vector<std::string> names_;
};

/// Removes the neighbours of a file that processes have left which are no more: NAME.PID.part.
void remove_abandoned(const std::filesystem::path& path);

}  // namespace gaiku
