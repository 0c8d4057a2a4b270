#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "telemetry/reading.h"

/// Bodies that hold readings. A single reading that cannot be read is refused with its index and the rest is taken; a
/// body that cannot be read at all is an error and nothing of it is taken. Codes: bad-json, bad-csv, bad-reading,
/// bad-time, bad-value, too-large.
namespace gaiku::telemetry {

struct BodyError {
    std::string code;
    std::string detail;
};

inline constexpr std::size_t largest_body = std::size_t{16} << 20;  ///< bytes
/// No message may have more channels than a device can have.
inline constexpr std::size_t most_channels = 1000;

/// Decoders share their memory from message to message; one a thread.
class Decoder {
public:
    Decoder();
    ~Decoder();
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    /// JSON, one of
    ///   {"id": "...", "readings": [READING, ...]}    "id" may be left out
    ///   READING: {"channel": "power", "time": "2026-11-28T00:00:00Z", "value": 1.2}
    ///   FRAME: {"time": "...", "values": {"energy_import": 123.4, "power": 1.2}}
    ///   [READING or FRAME, ...]
    /// The index of a refused reading counts readings from 0.
    [[nodiscard]] std::optional<BodyError> json(std::string_view body, std::string_view device, Batch& batch);

    /// One JSON text of these a line. The index is the line, from 1.
    [[nodiscard]] std::optional<BodyError> json_lines(std::string_view body, std::string_view device, Batch& batch);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// CSV with headings: time,channel,value or time and a column for each channel; an empty cell is no reading. Fields may
/// be quoted, not over several lines. The index is the line, from 1 for the headings.
[[nodiscard]] std::optional<BodyError> decode_csv(std::string_view body, std::string_view device, Batch& batch);

/// {"id": ..., "stored": N, "duplicates": N, "refused": [{"index": N, "code": ..., "detail": ...}]}; no "id" where the
/// message had none, and no more than the first hundred refusals, with "refused_count" of all.
[[nodiscard]] std::string receipt_json(const Receipt& receipt);
[[nodiscard]] std::string error_json(const BodyError& error);

}  // namespace gaiku::telemetry
