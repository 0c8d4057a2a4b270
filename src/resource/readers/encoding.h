#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "resource/readers/file_findings.h"

namespace gaiku {

/// A text in UTF-8 or in Shift_JIS (as Windows has it, code page 932) as UTF-8, without a byte order mark. Bytes that
/// are neither are a finding with their line.
[[nodiscard]] std::optional<std::string> japanese_text(std::string_view bytes, FileFindings& findings);

}  // namespace gaiku
