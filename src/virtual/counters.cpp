#include "virtual/counters.h"

#include <fmt/format.h>
#include <stdexcept>

#include "virtual/time_text.h"

namespace gaiku::field {

Counters::Counters(const std::filesystem::path& path) : out_(path) {
    out_ << "time,device,channel,wh\n";
    if (!out_) throw std::runtime_error(fmt::format("cannot write {}", path.string()));
}

void Counters::write(const VirtualDistrict& district) {
    if (last_ == district.now()) return;
    last_ = district.now();
    const std::string time = print_time(last_);
    for (const Device& device : district.devices()) {
        for (std::size_t c = 0; c < device.channels.size(); ++c) {
            if (!device.channels[c].is_register) continue;
            out_ << time << ',' << device.id << ',' << device.channels[c].name << ',' << device.registers[c].wh()
                 << '\n';
        }
    }
    if (!out_.flush()) throw std::runtime_error("cannot write the counters");
}

void Counters::follow(const VirtualDistrict& district) {
    const LocalTime local = district.axis().local(district.now());
    if (local.minute == 0 && std::chrono::year_month_day{local.date}.day() == std::chrono::day{1}) write(district);
}

}  // namespace gaiku::field
