#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/finding.h"

namespace gaiku {

/// The bytes of a file. A missing or too large one, or one that is no file, is a finding and gives nothing. `name`
/// stands for the file in findings.
[[nodiscard]] std::optional<std::string> read_file_bytes(const std::filesystem::path& path, const std::string& name,
                                                         std::size_t largest_bytes, Findings& findings);

/// The text of a UTF-8 file without its byte order mark. A missing, empty, binary, too large or wrongly encoded file is
/// a finding and gives nothing. `name` stands for the file in findings.
[[nodiscard]] std::optional<std::string> read_text_file(const std::filesystem::path& path, const std::string& name,
                                                        std::size_t largest_bytes, Findings& findings);

/// The same checks on bytes already in memory. Removes a byte order mark.
[[nodiscard]] bool check_text(std::string& bytes, const std::string& name, Findings& findings);

/// The neighbour that a file is written to before it takes its name.
[[nodiscard]] std::string temporary_name(const std::filesystem::path& path);

/// Whether a file that was written survives a power cut: it and its folder are then synced, which takes milliseconds.
enum class OnDisk { no, yes };

/// Writes a file so that it is there whole or not at all: to a neighbour first, then renamed. Throws
/// std::runtime_error.
void write_file(const std::filesystem::path& path, std::string_view content, OnDisk on_disk = OnDisk::no);

}  // namespace gaiku
