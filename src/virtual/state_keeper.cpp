#include "virtual/state_keeper.h"

#include "base/file.h"

namespace gaiku::field {

using namespace std::chrono_literals;

StateKeeper::Taken StateKeeper::take(const VirtualDistrict& district) {
    return {district.now(), print_state(district.state())};
}

void StateKeeper::look(const VirtualDistrict& district) {
    if (path_.empty() || taken_) return;
    if (kept_ != Real::time_point::min() && Real::now() - kept_ < 1s) return;
    taken_ = take(district);
}

void StateKeeper::keep(const Fleet& fleet) {
    if (taken_ && fleet.arrived(taken_->time)) write();
}

void StateKeeper::keep_now(const VirtualDistrict& district) {
    taken_ = take(district);
    write();
}

void StateKeeper::write() {
    write_file(path_, taken_->text, OnDisk::yes);
    taken_.reset();
    kept_ = Real::now();
}

}  // namespace gaiku::field
