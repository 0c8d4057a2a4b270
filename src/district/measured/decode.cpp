#include "district/measured/decode.h"

#include <algorithm>

#include "base/file.h"
#include "base/shift_jis.h"

namespace gaiku {
bool decode(std::string& bytes, const MeasuredOptions& options, Complaints& complaints) {
    if (options.shift_jis) {
        std::size_t bad = 0;
        auto text = utf8_of_shift_jis(bytes, bad);
        if (!text) {
            const auto end = bytes.begin() + static_cast<std::ptrdiff_t>(bad);
            const auto line = std::count(bytes.begin(), end, '\n') + 1;
            complaints.error("file-encoding", static_cast<int>(line), 1, "bytes that are not Shift_JIS",
                             {"Shift_JIS, as the entry says", "Shift_JIS（encoding の指定どおり）"},
                             {"write \"encoding: utf-8\", or save the file as Shift_JIS",
                              "「encoding: utf-8」とするか、Shift_JISで保存し直してください"});
            return false;
        }
        bytes = std::move(*text);
    }
    Findings findings;
    if (check_text(bytes, options.file, findings)) return true;
    for (Finding finding : findings.all()) {
        if (finding.code == "file-encoding" && !options.shift_jis)
            finding.fix = {"write \"encoding: shift_jis\", or save the file as UTF-8",
                           "「encoding: shift_jis」とするか、UTF-8で保存し直してください"};
        if (finding.code == "file-empty") {
            finding.expected = {"a CSV file with a year of measurements", "1年間の計測値のCSVファイル"};
            finding.fix = {"export the measurements again", "計測値をもう一度書き出してください"};
        }
        complaints.add(std::move(finding));
    }
    return false;
}

}  // namespace gaiku
