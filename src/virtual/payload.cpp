#include "virtual/payload.h"

#include <fmt/format.h>

#include "virtual/time_text.h"

namespace gaiku::field {

std::string print_thousandths(std::int64_t thousandths) {
    const bool negative = thousandths < 0;
    const std::uint64_t size =
        negative ? 0 - static_cast<std::uint64_t>(thousandths) : static_cast<std::uint64_t>(thousandths);
    std::string text = fmt::format("{}{}.{:03}", negative ? "-" : "", size / 1000, size % 1000);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

std::string payload(const Device& device, const Frame& frame) {
    std::string text =
        fmt::format("{{\"id\":\"{}\",\"time\":\"{}\",\"values\":{{", frame.number, print_time(frame.time));
    for (std::size_t c = 0; c < device.channels.size(); ++c) {
        if (c > 0) text += ',';
        text += '"' + device.channels[c].name + "\":" + print_thousandths(frame.thousandths[c]);
    }
    return text + "}}";
}

}  // namespace gaiku::field
