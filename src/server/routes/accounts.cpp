#include "server/routes/accounts.h"

#include <charconv>

#include "server/routes/json_body.h"

namespace gaiku::server {
namespace {

using telemetry::TimeMs;

constexpr std::size_t most_audit = 1000;

std::string cookie(const std::string& secret, bool secure, TimeMs seconds) {
    return session_cookie_name(secure) + "=" + secret +
           "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(seconds) + (secure ? "; Secure" : "");
}

Response refused(const AccountError& error) {
    if (error.code == "too-many") {
        Response response = problem(429, "too-many", "too many tries; wait and try again");
        int wait = 0;
        const char* end = error.detail.data() + error.detail.size();
        if (std::from_chars(error.detail.data(), end, wait).ec == std::errc()) response.retry_after_s = wait;
        return response;
    }
    const bool is_secret = error.code == "credentials" || error.code == "token";
    const int status = is_secret                                                      ? 401
                       : error.code == "used"                                         ? 410
                       : error.code == "unknown"                                      ? 404
                       : error.code == "exists" || error.code == "last-administrator" ? 409
                                                                                      : 400;
    return problem(status, error.code, error.detail);
}

Json session_json(Accounts& accounts, const Asker& asker) {
    const auto user = accounts.user(asker.name);
    const auto ends = accounts.session_end(asker);
    return {{"user", asker.name},
            {"name", user ? user->full_name : asker.name},
            {"role", role_name(asker.role)},
            {"block", user ? user->block : ""},
            {"building", asker.building},
            {"csrf", asker.csrf},
            {"expires", ends ? Json(*ends) : Json(nullptr)}};
}

Response signed_in_answer(Accounts& accounts, const NewSession& session, bool secure) {
    Response response = json_answer(session_json(accounts, session.asker));
    response.headers.emplace_back("Set-Cookie", cookie(session.secret, secure, Accounts::longest_session / 1000));
    return response;
}

Json user_json(const User& user) {
    return {{"name", user.name},   {"full_name", user.full_name}, {"role", role_name(user.role)},
            {"block", user.block}, {"building", user.building},   {"made_at", user.made_at}};
}

Role role_in(const JsonBody& body) {
    const auto role = role_of(body.text("role"));
    if (!role) throw BadBody("role: administrator, operator, planner, manager, resident or display is expected");
    return *role;
}

Response users(Accounts& accounts) {
    Json all = Json::array();
    for (const auto& user : accounts.users()) all.push_back(user_json(user));
    return json_answer({{"users", all}});
}

Response tokens(Accounts& accounts) {
    Json all = Json::array();
    for (const auto& token : accounts.tokens()) {
        all.push_back({{"name", token.name},
                       {"role", role_name(token.role)},
                       {"building", token.building},
                       {"made_by", token.made_by},
                       {"made_at", token.made_at},
                       {"expires", token.expires}});
    }
    return json_answer({{"tokens", all}});
}

Response audit(Accounts& accounts, const Target& target) {
    const TimeMs from = time_of(target, "from", 0);
    const TimeMs to = time_of(target, "to", std::numeric_limits<TimeMs>::max());
    std::size_t limit = 200;
    if (const std::string text = target.text("limit"); !text.empty()) {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), limit);
        if (error != std::errc() || end != text.data() + text.size() || limit < 1 || limit > most_audit)
            throw BadBody("limit: 1 to 1000 is expected");
    }
    Json all = Json::array();
    for (const auto& entry : accounts.audit(from, to, limit)) {
        all.push_back({{"id", entry.id},
                       {"at", entry.at},
                       {"who", entry.who},
                       {"what", entry.what},
                       {"detail", entry.detail},
                       {"chain", entry.chain}});
    }
    const auto check = accounts.check_audit();
    return json_answer({{"entries", all},
                        {"count", check.entries},
                        {"whole", !check.first_broken},
                        {"first_broken", check.first_broken ? Json(*check.first_broken) : Json(nullptr)},
                        {"head", check.head}});
}

void add_session(Api& api, Accounts& accounts, SlowWork& slow) {
    api.add({"GET", "/api/v1/session", signed_in,
             [&](const Call& call, const Answer& answer) { answer(json_answer(session_json(accounts, call.asker))); }});
    api.add({"POST", "/api/v1/session", everybody,
             [&](const Call& call, const Answer& answer) {
                 const JsonBody body(call.request, {"user", "password"});
                 slowly(slow, answer,
                        [&accounts, user = body.text("user"), password = body.text("password"),
                         from = From{call.request.address, call.request.agent}, secure = call.request.secure] {
                            NewSession session;
                            if (const auto error = accounts.sign_in(user, password, from, session))
                                return refused(*error);
                            return signed_in_answer(accounts, session, secure);
                        });
             },
             true});
    api.add({"DELETE", "/api/v1/session", signed_in, [&](const Call& call, const Answer& answer) {
                 accounts.sign_out(call.asker);
                 Response response{204, "", ""};
                 response.headers.emplace_back("Set-Cookie", cookie("", call.request.secure, 0));
                 answer(std::move(response));
             }});
    api.add({"POST", "/api/v1/session/password", signed_in, [&](const Call& call, const Answer& answer) {
                 const JsonBody body(call.request, {"old", "new"});
                 if (call.asker.session.empty())
                     return answer(problem(403, "role", "a password is changed by who has signed in"));
                 slowly(slow, answer,
                        [&accounts, asker = call.asker, before = body.text("old"), after = body.text("new")] {
                            const auto error = accounts.change_password(asker, before, after);
                            return error ? refused(*error) : Response{204, "", ""};
                        });
             }});
    api.add({"POST", "/api/v1/first-run", everybody,
             [&](const Call& call, const Answer& answer) {
                 const JsonBody body(call.request, {"token", "user", "password"});
                 slowly(
                     slow, answer,
                     [&accounts, token = body.text("token"), user = body.text("user"), password = body.text("password"),
                      secure = call.request.secure, from = From{call.request.address, call.request.agent}] {
                         NewSession session;
                         if (const auto error = accounts.first_run(token, user, password, session, from))
                             return refused(*error);
                         return signed_in_answer(accounts, session, secure);
                     });
             },
             true});
}

Response sessions(Accounts& accounts, const Call& call) {
    const std::string asked = call.target.text("everybody");
    if (call.target.query.contains("everybody") && asked != "yes" && asked != "no")
        throw BadBody("everybody: yes or no is expected");
    const bool of_all = asked == "yes";
    if (of_all && call.asker.role != Role::administrator)
        return problem(403, "role", "only an administrator sees everybody's sessions");
    Json all = Json::array();
    for (const auto& one : accounts.sessions(call.asker, of_all))
        all.push_back({{"id", one.id},
                       {"user", one.user},
                       {"begun", one.begun},
                       {"seen", one.seen},
                       {"address", one.address},
                       {"agent", one.agent},
                       {"own", one.is_own}});
    return json_answer({{"sessions", all}});
}

void add_sessions(Api& api, Accounts& accounts) {
    api.add({"GET", "/api/v1/sessions", signed_in,
             [&](const Call& call, const Answer& answer) { answer(sessions(accounts, call)); }});
    api.add({"DELETE", "/api/v1/sessions/{}", signed_in, [&](const Call& call, const Answer& answer) {
                 const bool was = accounts.end_session(call.asker, call.rest, call.asker.role == Role::administrator);
                 answer(was ? Response{204, "", ""} : problem(404, "unknown", "there is no session of this id"));
             }});
}

void add_people(Api& api, Accounts& accounts, SlowWork& slow,
                const std::function<bool(const std::string&)>& is_building) {
    api.add(
        {"GET", "/api/v1/users", administrators, [&](const Call&, const Answer& answer) { answer(users(accounts)); }});
    api.add({"PUT", "/api/v1/users/{}", administrators, [&, is_building](const Call& call, const Answer& answer) {
                 const JsonBody body(call.request, {"full_name", "role", "block", "building", "password"});
                 const User user{call.rest,
                                 body.text_or("full_name", call.rest),
                                 role_in(body),
                                 body.text_or("block", ""),
                                 body.text_or("building", ""),
                                 0};
                 if (!user.building.empty() && !is_building(user.building))
                     throw BadBody("building: the district file has no building of this id");
                 std::optional<std::string> password;
                 if (body.has("password")) password = body.text("password");
                 slowly(slow, answer, [&accounts, user, password, who = call.asker.name] {
                     const auto error = accounts.put_user(user, password, who);
                     return error ? refused(*error) : json_answer(user_json(*accounts.user(user.name)));
                 });
             }});
    api.add({"DELETE", "/api/v1/users/{}", administrators, [&](const Call& call, const Answer& answer) {
                 const auto error = accounts.remove_user(call.rest, call.asker.name);
                 answer(error ? refused(*error) : Response{204, "", ""});
             }});
}

}  // namespace

void add_accounts(Api& api, Accounts& accounts, SlowWork& slow,
                  const std::function<bool(const std::string&)>& is_building) {
    api.set_accounts(accounts);
    add_session(api, accounts, slow);
    add_sessions(api, accounts);
    add_people(api, accounts, slow, is_building);
    api.add({"GET", "/api/v1/tokens", administrators,
             [&](const Call&, const Answer& answer) { answer(tokens(accounts)); }});
    api.add({"POST", "/api/v1/tokens", administrators, [&, is_building](const Call& call, const Answer& answer) {
                 const JsonBody body(call.request, {"name", "role", "building", "expires"});
                 ApiToken token;
                 token.name = body.text("name");
                 token.role = role_in(body);
                 token.building = body.text_or("building", "");
                 token.expires = body.integer("expires");
                 if (!token.building.empty() && !is_building(token.building))
                     throw BadBody("building: the district file has no building of this id");
                 std::string text;
                 const auto error = accounts.make_token(token, call.asker.name, text);
                 answer(error ? refused(*error) : json_answer({{"name", token.name}, {"token", text}}, 201));
             }});
    api.add({"DELETE", "/api/v1/tokens/{}", administrators, [&](const Call& call, const Answer& answer) {
                 const bool was = accounts.remove_token(call.rest, call.asker.name);
                 answer(was ? Response{204, "", ""} : problem(404, "unknown", "there is no token of this name"));
             }});
    api.add({"GET", "/api/v1/audit", administrators,
             [&](const Call& call, const Answer& answer) { answer(audit(accounts, call.target)); }});
}

}  // namespace gaiku::server
