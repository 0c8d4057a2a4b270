#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "operate/picture.h"
#include "telemetry/intake.h"

/// What the server answers, without a network: HTTP is one way to ask.
namespace gaiku::server {

class Live;
class Site;

struct Request {
    std::string method;
    std::string target;         ///< path and query as they came
    std::string authorization;  ///< the header's value
    std::string content_type;
    std::string body;
};

struct Response {
    int status = 200;
    std::string content_type = "application/json";
    std::string body{};
    int retry_after_s = 0;   ///< 0: no such header
    std::string location{};  ///< of a redirection; empty: none
};
using Answer = std::function<void(Response)>;

/// Path and decoded query of a target; nothing where it is badly encoded.
struct Target {
    std::string path;
    std::map<std::string, std::string> query;
};
[[nodiscard]] std::optional<Target> parse_target(std::string_view target);

/// "text/csv" of "Text/CSV ; charset=utf-8": a media type's case says nothing.
[[nodiscard]] std::string media_type(std::string_view content_type);

/// POST /api/v1/readings     body JSON, JSON lines or CSV, of the device whose token it is; 200 with a receipt after
/// the
///                           commit, 400 for a body that cannot be read, 503 or 507 where nothing was stored
/// GET  /api/v1/series       device and channel, or level, name and measurand; from, to, by (raw, 30min, day, month),
///                           format (json, csv)
/// GET  /api/v1/events       device and channel; from, to: what validation found
/// POST /api/v1/corrections  what readings are to stand for (corrections.h); GET: what was corrected
/// GET  /api/v1/conflicts    what was set aside
/// GET  /api/v1/channels, /api/v1/groups
/// GET  /api/v1/now          the picture of now: district and blocks
/// GET  /api/v1/devices      devices with their last readings; block
/// GET  /api/v1/formulas     how derived values are made
/// GET  /api/v1/live         the picture each second, as server-sent events (live.h)
/// GET  /health
/// GET  /...                 pages, where there are any; without a token
/// A token is "DEVICE.SECRET", or "operator.SECRET", which may read all, correct, and send no reading.
class Api {
public:
    /// `site`: pages; `picture`: of now; `live`: what is told of it. They must live as long; null: none.
    Api(telemetry::Store& store, telemetry::Intake& intake, const Site* site = nullptr,
        const operate::Picture* picture = nullptr, Live* live = nullptr);

    /// Answers once, perhaps later and from another thread.
    void handle(const Request& request, const Answer& answer);
    /// Where a request asks for live events and may have them. Null: it does not, and `refusal` has status 0; or it may
    /// not, and why stands there.
    [[nodiscard]] Live* live(const Request& request, Response& refusal);
    /// All who listen are let go: before the network under the Api ends.
    void end_live();
    /// Who asks, by the header "Authorization": a device, or "operator". Nothing where the token is not right.
    [[nodiscard]] std::optional<std::string> who(std::string_view authorization);

private:
    void take_readings(const Request& request, const std::string& device, const Answer& answer);
    /// A series, or a channel's events.
    [[nodiscard]] Response history(const Target& target, const std::string& who);
    [[nodiscard]] Response channels(const std::string& who);
    [[nodiscard]] Response groups(const std::string& who);
    [[nodiscard]] Response now(const Target& target, const std::string& who);
    [[nodiscard]] Response health();

    telemetry::Store& store_;
    telemetry::Intake& intake_;
    const Site* site_;
    const operate::Picture* picture_;
    Live* live_;
};

/// What who has no right token is told.
[[nodiscard]] Response unknown_token();
/// An error as RFC 9457 writes it (application/problem+json).
[[nodiscard]] Response problem(int status, const std::string& code, const std::string& detail);

}  // namespace gaiku::server
