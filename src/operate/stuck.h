#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "operate/image.h"
#include "telemetry/store/store.h"

namespace gaiku::operate {

/// Which values are still stuck. Validation finds at what time a value began to stay the same, day by day of UTC; that
/// it moves again shows in the picture, whatever day it is.
class StuckValues {
public:
    /// Takes the "stuck" out whose channel says another value by now, and leaves all else. Throws StoreError.
    void drop_moved(std::vector<telemetry::ChannelEvent>& events, telemetry::Store& store, const Image& image);

private:
    struct Known {
        std::optional<double> value;  ///< that was stuck; nothing where its readings are dropped already
        bool moved = false;
    };
    /// By device, channel and the event's time; those of the last call.
    std::map<std::tuple<std::string, std::string, TimeMs>, Known> known_;
};

}  // namespace gaiku::operate
