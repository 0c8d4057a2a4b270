#pragma once

#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/finding.h"
#include "district/descriptor.h"
#include "telemetry/decode/messages.h"

namespace date {
class time_zone;
}

namespace gaiku::telemetry {

/// How a product says what it measures: a data file (data/device_models/), so that a new meter needs no code.
struct DeviceModel {
    struct Value {
        std::string channel;
        std::vector<std::string> path;  ///< keys from the message down to the value, or to the registers around it
        double factor = 1;              ///< from the message's unit into the channel's, sign included
        std::string on;                 ///< words for 1 and 0, where the value is a word
        std::string off;
        /// Number of the register below `path`: the key of that number in a map, the entry of that place in a list.
        std::optional<std::size_t> number_of_register{};
        /// What the register holds: a number as the gateway decoded it, or words of 16 bits, two beside each other for
        /// the long ones.
        enum class Holds { number, int16, uint32, int32, float32 };
        Holds holds = Holds::number;
        bool low_word_first = false;
    };
    struct Message {
        std::string topic;              ///< behind gaiku/DEVICE/; empty: gaiku/DEVICE itself
        std::vector<std::string> time;  ///< where its time stands; empty: it is when it arrived
        bool local_time = false;        ///< its time has no zone: the district's clock
        std::vector<Value> values;
    };

    std::string id;  ///< name of its file
    Text name;
    std::string source;  ///< where the payload is documented
    double register_end = 0;
    std::vector<Message> messages;

    [[nodiscard]] const Message* message(std::string_view topic) const;
};

/// Descriptors of a model's file.
[[nodiscard]] const Section& device_model_section();

/// The model in a YAML text. Nothing with findings: unknown keys, channels that are no measurand, units of something
/// else than the channel measures, two messages of one topic. `file`: how findings call the text; empty: `id`.yaml.
[[nodiscard]] std::optional<DeviceModel> read_device_model(std::string_view yaml, const std::string& id,
                                                           Findings& findings, const std::string& file = {});

/// The models laid into the program, by id.
[[nodiscard]] const std::vector<DeviceModel>& shipped_device_models();
[[nodiscard]] const DeviceModel* shipped_device_model(std::string_view id);

/// What surrounds a message.
struct Reception {
    TimeMs received = 0;
    /// Of the clocks of devices that send local time. Of an hour that comes twice when daylight saving ends a message
    /// is of the second where it is heard at that moment; one that comes later or may have waited, of the first of the
    /// two that lies behind the device's message before, so that a backlog in its order is told apart. Of an hour that
    /// is left out when daylight saving begins it is what the clock would have shown.
    const date::time_zone* zone = nullptr;
    /// The time of the device's last message of that topic; the least: not known.
    TimeMs previous = std::numeric_limits<TimeMs>::min();
    /// It may be older than its arrival: the broker had kept it for the server.
    bool waited = false;
    /// The broker keeps it as the topic's last, and gives it to whoever comes: without a time of its own it says
    /// nothing of now, and is no reading.
    bool retained = false;
};

/// The readings of a product's message. A value that is not there or null is no reading: devices leave out what did not
/// change. One that is there and cannot be read is refused.
[[nodiscard]] std::optional<BodyError> decode_with_model(const DeviceModel::Message& message, std::string_view body,
                                                         std::string_view device, const Reception& reception,
                                                         Batch& batch);

}  // namespace gaiku::telemetry
