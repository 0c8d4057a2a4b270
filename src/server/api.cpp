#include "server/api.h"

#include <algorithm>

#include "server/accounts/accounts.h"
#include "server/live.h"
#include "server/routes/json_body.h"
#include "server/tokens.h"

namespace gaiku::server {
namespace {

/// The value of a cookie; empty where it is not there.
std::string cookie_of(std::string_view cookies, std::string_view name) {
    while (!cookies.empty()) {
        const std::size_t end = std::min(cookies.find(';'), cookies.size());
        std::string_view one = cookies.substr(0, end);
        cookies.remove_prefix(std::min(cookies.size(), end + 1));
        while (one.starts_with(' ')) one.remove_prefix(1);
        if (one.starts_with(name) && one.substr(name.size()).starts_with('='))
            return std::string(one.substr(name.size() + 1));
    }
    return {};
}

/// Whether a page of another address asks.
bool is_foreign(const Request& request) {
    if (request.origin.empty()) return false;
    const std::size_t slashes = request.origin.find("://");
    return slashes == std::string::npos || request.origin.substr(slashes + 3) != request.host;
}

bool is_read(const Request& request) {
    return request.method == "GET" || request.method == "HEAD";
}

/// What {} at the end of a route stands for; nothing where it is another path.
std::optional<std::string> rest_of(const std::string& path, const std::string& route) {
    if (!route.ends_with("{}")) return path == route ? std::optional<std::string>("") : std::nullopt;
    const std::string_view before = std::string_view(route).substr(0, route.size() - 2);
    if (!path.starts_with(before) || path.size() == before.size()) return std::nullopt;
    const std::string rest = path.substr(before.size());
    return rest.find('/') == std::string::npos ? std::optional(rest) : std::nullopt;
}

/// RFC 9110: what the address knows instead stands in a header.
Response other_method(const std::string& allowed) {
    Response response = problem(405, "method", allowed + " is expected");
    response.headers.emplace_back("Allow", allowed);
    return response;
}

}  // namespace

std::string session_cookie_name(bool secure) {
    return secure ? "__Host-gaiku_session" : "gaiku_session";
}

Response problem(int status, const std::string& code, const std::string& detail) {
    const nlohmann::json body{{"status", status}, {"code", code}, {"detail", detail}};
    return {status, "application/problem+json", body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)};
}

Response unknown_token() {
    return problem(401, "token",
                   "sign in, or send a header \"Authorization: Bearer TOKEN\" with a token that is valid");
}

Api::Api(TokenHash token_hash) : token_hash_(std::move(token_hash)) {}

void Api::add_live(std::string path, Roles who, Live& live) {
    add_live({std::move(path), who, false, [&live](const Target&) { return &live; }, [&live] { live.end_all(); }});
}

void Api::end_live() {
    for (const auto& path : live_) path.end();
}

std::optional<Asker> Api::who(const Request& request) {
    constexpr std::string_view scheme = "Bearer ";
    const std::string_view header = request.authorization;
    if (header.empty()) {
        const std::string secret = cookie_of(request.cookie, session_cookie_name(request.secure));
        if (secret.empty() || accounts_ == nullptr) return Asker{};
        // A session that has ended is none: a stranger's, who may sign in.
        return accounts_->by_session(secret).value_or(Asker{});
    }
    if (!header.starts_with(scheme)) return std::nullopt;
    const std::string token(header.substr(scheme.size()));
    if (token.starts_with('~')) return accounts_ == nullptr ? std::nullopt : accounts_->by_token(token);
    const std::string name = name_in(token);
    const std::string hash = name.empty() ? std::string() : token_hash_(name);
    if (hash.empty() || !matches(token, hash)) return std::nullopt;
    return Asker{name == operator_name ? Role::district : Role::device, name};
}

bool Api::is_known(const Request& head) {
    const auto asker = who(head);
    return asker && asker->role != Role::nobody;
}

std::optional<Response> Api::too_many(const Request& request, const std::optional<Asker>& asker) {
    const bool stranger = !asker || asker->role == Role::nobody;
    if (!stranger && asker->role == Role::device) return std::nullopt;  // the intake says when it is too much
    const int wait = stranger ? strangers_.take(request.address) : known_.take(asker->name);
    if (wait == 0) return std::nullopt;
    Response response = problem(429, "too-many", "too many requests; wait and ask again");
    response.retry_after_s = wait;
    return response;
}

std::optional<Response> Api::refuse(const Request& request, const std::optional<Asker>& asker, Roles who,
                                    bool strangers_may) {
    if (!asker || (asker->role == Role::nobody && !strangers_may)) return unknown_token();
    if (asker->role != Role::nobody && !who.has(asker->role)) return problem(403, "role", "your role may not do this");
    if (is_read(request)) return std::nullopt;
    if (is_foreign(request)) return problem(403, "origin", "a page of another address asks");
    if (!strangers_may && !asker->session.empty() && !matches(request.csrf, hash_of(asker->csrf)))
        return problem(403, "csrf", "the header X-CSRF-Token of the session is needed");
    return std::nullopt;
}

Live* Api::live(const Request& request, Response& refusal) {
    refusal.status = 0;
    const auto target = parse_target(request.target);
    if (!target) return nullptr;  // as handle() says
    const auto path =
        std::find_if(live_.begin(), live_.end(), [&](const auto& one) { return one.path == target->path; });
    if (path == live_.end()) return nullptr;
    if (request.method != "GET") {
        refusal = other_method("GET");
        return nullptr;
    }
    const auto asker = who(request);
    auto refused = too_many(request, asker);
    if (!refused) refused = refuse(request, asker, path->who, path->strangers_may);
    // A browser sends its cookie with another page's WebSocket, too.
    if (!refused && is_foreign(request)) refused = problem(403, "origin", "a page of another address asks");
    if (!refused) {
        if (Live* live = path->live(*target)) return live;
        refused = problem(404, "not-found", "there are no such live events");
    }
    refusal = std::move(*refused);
    return nullptr;
}

bool Api::still_live(const Request& request) {
    const auto target = parse_target(request.target);
    if (!target) return false;
    const auto path =
        std::find_if(live_.begin(), live_.end(), [&](const auto& one) { return one.path == target->path; });
    return path != live_.end() && !refuse(request, who(request), path->who, path->strangers_may) &&
           path->live(*target) != nullptr;
}

void Api::handle(const Request& request, const Answer& answer) {
    const auto target = parse_target(request.target);
    if (!target) return answer(problem(400, "bad-target", "the address is badly encoded, or a key of it comes twice"));
    const std::string method = request.method == "HEAD" ? "GET" : request.method;
    std::optional<Response> now;
    const Response failed = answer_of([&]() -> Response {
        now = route(request, *target, method, answer);
        return {};
    });
    if (now) return answer(std::move(*now));
    if (failed.status != 200) answer(failed);
}

/// What can be said at once; nothing where a route answers itself.
std::optional<Response> Api::route(const Request& request, const Target& target, const std::string& method,
                                   const Answer& answer) {
    const auto asker = who(request);
    if (auto refusal = too_many(request, asker)) return refusal;
    std::string allowed;
    for (const auto& route : routes_) {
        const auto rest = rest_of(target.path, route.path);
        if (!rest) continue;
        allowed += (allowed.empty() ? "" : ", ") + (route.method == "GET" ? "GET, HEAD" : route.method);
        if (route.method != method) continue;
        if (auto refusal = refuse(request, asker, route.who, route.strangers_may)) return refusal;
        route.answer(Call{request, target, *asker, *rest}, answer);
        return std::nullopt;
    }
    if (allowed.empty() && !target.path.starts_with("/api/") && pages_) {
        if (is_read(request)) return pages_(Call{request, target, asker.value_or(Asker{}), {}});
        allowed = "GET, HEAD";
    }
    if (!asker || (asker->role == Role::nobody && target.path.starts_with("/api/"))) return unknown_token();
    if (!allowed.empty()) return other_method(allowed);
    return problem(404, "not-found", "no such address");
}

}  // namespace gaiku::server
