#include "report/formula_sheet.h"

#include <algorithm>

namespace gaiku {

std::string cell_name(std::uint32_t row, std::uint16_t column, bool fixed) {
    std::string letters;
    for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26) letters += static_cast<char>('A' + (rest - 1) % 26);
    std::reverse(letters.begin(), letters.end());
    const std::string sign = fixed ? "$" : "";
    return sign + letters + sign + std::to_string(row + 1);
}

}  // namespace gaiku
