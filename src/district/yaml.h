#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "district/node.h"

namespace gaiku {

/// Limits that keep a broken or hostile document from taking the machine.
inline constexpr std::size_t largest_document_bytes = 8U << 20U;
inline constexpr std::size_t largest_document_nodes = 500'000;  ///< with aliases written out
inline constexpr int deepest_document = 32;
inline constexpr std::size_t longest_scalar_bytes = 64U << 10U;

/// The document in a YAML text, or nothing with findings: syntax, duplicate keys (each of them), depth, aliases that
/// expand without end, more than one document.
[[nodiscard]] NodePtr read_yaml(std::string_view text, const std::string& name, Findings& findings);

/// A district file with everything it includes: `include: [file, ...]` at its top brings in other files, over which the
/// file's own entries are laid. Names are relative to the including file. `given`: stands for the file's own bytes,
/// which are then not read.
[[nodiscard]] NodePtr read_document(const std::filesystem::path& path, Findings& findings,
                                    const std::string* given = nullptr);

}  // namespace gaiku
