#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/accounts/limiter.h"
#include "server/accounts/role.h"

/// What the server answers, without a network: HTTP is one way to ask.
namespace gaiku::server {

class Accounts;
class Live;

struct Request {
    std::string method;
    std::string target;         ///< path and query as they came
    std::string authorization;  ///< these are values of headers
    std::string content_type;
    std::string body;
    std::string cookie{};
    std::string csrf{};    ///< X-CSRF-Token
    std::string origin{};  ///< of the page that asks; empty: no page, or its own
    std::string host{};
    std::string none_match{};  ///< If-None-Match
    std::string match{};       ///< If-Match
    std::string address{};     ///< of who asks
    std::string agent{};       ///< User-Agent
    bool secure = false;       ///< by TLS
};

struct Response {
    int status = 200;
    std::string content_type = "application/json";
    std::string body{};
    int retry_after_s = 0;   ///< 0: no such header
    std::string location{};  ///< of a redirection; empty: none
    std::vector<std::pair<std::string, std::string>> headers{};
};
using Answer = std::function<void(Response)>;

/// Path and decoded query of a target; nothing where it is badly encoded or a key comes twice.
struct Target {
    std::string path;
    std::map<std::string, std::string> query;
    /// Of the query; empty where it is not there.
    [[nodiscard]] std::string text(const std::string& key) const {
        const auto found = query.find(key);
        return found == query.end() ? std::string() : found->second;
    }
};
[[nodiscard]] std::optional<Target> parse_target(std::string_view target);

/// "text/csv" of "Text/CSV ; charset=utf-8": a media type's case says nothing.
[[nodiscard]] std::string media_type(std::string_view content_type);

/// A request whose asker is known.
struct Call {
    const Request& request;
    Target target;
    Asker asker;
    std::string rest{};  ///< of the path, what a route's {} stands for
};

/// An address and who may ask it. `path` may end in {}: one part of any name.
struct Route {
    std::string method;  ///< GET answers HEAD too
    std::string path;
    Roles who;
    std::function<void(const Call&, const Answer&)> answer;
    bool strangers_may = false;  ///< also without any token
};

/// All routes, and who asks. What it is made of: routes/*.h add what they answer; docs: schema/api.yaml.
/// A device asks by "Bearer DEVICE.SECRET", a program by "Bearer ~NAME.SECRET", the reading operator by
/// "Bearer operator.SECRET", a person by a session's cookie.
class Api {
public:
    using TokenHash = std::function<std::string(const std::string& name)>;

    /// `token_hash`: of a device's or the operator's token; empty for none.
    explicit Api(TokenHash token_hash);

    /// Who has signed in, and programs' tokens; without it there are none. It must live as long.
    void set_accounts(Accounts& accounts) { accounts_ = &accounts; }
    void add(Route route) { routes_.push_back(std::move(route)); }
    /// What answers GET of an address that no route has, outside /api/; without one it is not there.
    void set_pages(std::function<Response(const Call&)> pages) { pages_ = std::move(pages); }
    /// Live events at a path.
    struct LivePath {
        std::string path;
        Roles who;
        bool strangers_may = false;
        std::function<Live*(const Target&)> live;  ///< null: what is asked for is not there
        std::function<void()> end;                 ///< lets all go who listen
    };
    void add_live(LivePath path) { live_.push_back(std::move(path)); }
    void add_live(std::string path, Roles who, Live& live);

    /// Answers once, perhaps later and from another thread.
    void handle(const Request& request, const Answer& answer);
    /// Where a request asks for live events and may have them. Null: it does not, and `refusal` has status 0; or it may
    /// not, and why stands there.
    [[nodiscard]] Live* live(const Request& request, Response& refusal);
    /// Whether who asked so may listen on. It is no new request: it counts towards no limit.
    [[nodiscard]] bool still_live(const Request& request);
    /// All who listen are let go: before the network under the Api ends.
    void end_live();
    /// Whether what comes may be large: who asks is known.
    [[nodiscard]] bool is_known(const Request& head);
    [[nodiscard]] const std::deque<Route>& routes() const { return routes_; }
    [[nodiscard]] const std::deque<LivePath>& live_paths() const { return live_; }

private:
    /// Nothing where a token or session is given that is not right.
    [[nodiscard]] std::optional<Asker> who(const Request& request);
    [[nodiscard]] std::optional<Response> refuse(const Request& request, const std::optional<Asker>& asker, Roles who,
                                                 bool strangers_may);
    [[nodiscard]] std::optional<Response> route(const Request& request, const Target& target, const std::string& method,
                                                const Answer& answer);
    [[nodiscard]] std::optional<Response> too_many(const Request& request, const std::optional<Asker>& asker);

    TokenHash token_hash_;
    Accounts* accounts_ = nullptr;
    std::deque<Route> routes_;
    std::deque<LivePath> live_;
    std::function<Response(const Call&)> pages_;
    Limiter strangers_{50, 400};
    Limiter known_{100, 400};
};

/// The session's cookie: __Host- where it comes by TLS.
[[nodiscard]] std::string session_cookie_name(bool secure);

/// What who has no right token is told.
[[nodiscard]] Response unknown_token();
/// An error as RFC 9457 writes it (application/problem+json).
[[nodiscard]] Response problem(int status, const std::string& code, const std::string& detail);

}  // namespace gaiku::server
