#include "virtual/state_keeper.h"

#include "base/file.h"

namespace gaiku::field {

using namespace std::chrono_literals;

void StateKeeper::look(const VirtualDistrict& district) {
    if (path_.empty() || taken_) return;
    if (kept_ != Real::time_point::min() && Real::now() - kept_ < 1s) return;
    look_again(district);
}

void StateKeeper::look_again(const VirtualDistrict& district) {
    if (!path_.empty()) taken_ = {district.now(), print_state(district.state())};
}

void StateKeeper::keep(const Fleet& fleet) {
    if (!taken_ || !fleet.arrived(taken_->time)) return;
    write_file(path_, taken_->text, OnDisk::yes);
    taken_.reset();
    kept_ = Real::now();
}

}  // namespace gaiku::field
