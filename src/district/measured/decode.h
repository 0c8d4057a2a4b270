#pragma once

#include "district/measured/complaints.h"
#include "district/measured/measured.h"

namespace gaiku {

/// Makes UTF-8 without a byte order mark of the bytes of a file, which are in UTF-8 or, where the options say so, in
/// Shift_JIS (Windows-31J). False with a complaint where they are not.
[[nodiscard]] bool decode(std::string& bytes, const MeasuredOptions& options, Complaints& complaints);

}  // namespace gaiku
