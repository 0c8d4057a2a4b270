#include "district/measured/decode.h"

#include <fmt/format.h>
#include <iconv.h>
#include <algorithm>
#include <memory>

#include "base/file.h"

namespace gaiku {
namespace {

/// Nothing where a byte is no Shift_JIS; `bad` is then its place.
std::optional<std::string> from_shift_jis(std::string& bytes, std::size_t& bad) {
    const iconv_t converter = iconv_open("UTF-8", "CP932");
    if (converter == reinterpret_cast<iconv_t>(-1)) {  // NOLINT: what iconv says
        bad = 0;
        return std::nullopt;
    }
    const std::unique_ptr<void, int (*)(iconv_t)> closed(converter, iconv_close);
    std::string text(bytes.size() * 3 + 4, '\0');  // no character of two bytes needs more than three
    char* in = bytes.data();
    char* out = text.data();
    std::size_t in_left = bytes.size();
    std::size_t out_left = text.size();
    if (iconv(converter, &in, &in_left, &out, &out_left) == static_cast<std::size_t>(-1)) {
        bad = bytes.size() - in_left;
        return std::nullopt;
    }
    text.resize(text.size() - out_left);
    return text;
}

}  // namespace

bool decode(std::string& bytes, const MeasuredOptions& options, Complaints& complaints) {
    if (options.shift_jis) {
        std::size_t bad = 0;
        auto text = from_shift_jis(bytes, bad);
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
