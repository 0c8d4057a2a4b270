#include "server/accounts/accounts.h"

#include <algorithm>

#include "server/accounts/passwords.h"
#include "server/tokens.h"
#include "telemetry/store/reader.h"

namespace gaiku::server {
namespace {

using telemetry::TimeMs;
using telemetry::Transaction;

/// Sessions are marked as used no more often than this.
constexpr TimeMs write_seen_every = 60 * telemetry::ms_a_second;

/// Of what a browser says of itself.
constexpr std::size_t longest_agent = 300;

/// By which a session is told of: not its key.
std::string id_of_session(const std::string& hash) {
    return hash_of("session " + hash).substr(0, 20);
}

/// Of sessions: the secret alone, without a name.
std::string new_secret() {
    return new_token("").substr(1);
}

}  // namespace

Accounts::Accounts(const std::filesystem::path& folder, const Clock& clock)
    : clock_(clock), database_(folder / telemetry::store_file, {}) {
    database_.run("PRAGMA synchronous = FULL");
    read();
}

TimeMs Accounts::now() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(clock_.now().time_since_epoch()).count();
}

void Accounts::read() {
    auto users = database_.prepare("SELECT name, full_name, role, block, building, made_at, password FROM users");
    while (users.step()) {
        const User user{users.text(0), users.text(1), role_of(users.text(2)).value_or(Role::nobody),
                        users.text(3), users.text(4), users.integer(5)};
        users_[user.name] = {user, users.text(6)};
    }
    auto sessions = database_.prepare("SELECT hash, user, csrf, begun, seen, address, agent FROM sessions");
    while (sessions.step())
        sessions_[sessions.text(0)] = {sessions.text(1),    sessions.text(2),    sessions.integer(3),
                                       sessions.integer(4), sessions.integer(4), {sessions.text(5), sessions.text(6)}};
    auto tokens = database_.prepare("SELECT name, role, building, made_by, made_at, expires, hash FROM api_tokens");
    while (tokens.step()) {
        const ApiToken token{tokens.text(0),    role_of(tokens.text(1)).value_or(Role::nobody),
                             tokens.text(2),    tokens.text(3),
                             tokens.integer(4), tokens.integer(5)};
        tokens_[token.name] = {token, tokens.text(6)};
    }
}

std::string Accounts::open_first_run() {
    const std::scoped_lock hold(mutex_);
    std::string token = new_secret();
    first_run_hash_ = hash_of(token);
    return token;
}

std::size_t Accounts::administrators() const {
    return static_cast<std::size_t>(std::count_if(
        users_.begin(), users_.end(), [](const auto& entry) { return entry.second.user.role == Role::administrator; }));
}

bool Accounts::has_administrator() {
    const std::scoped_lock hold(mutex_);
    return administrators() > 0;
}

std::optional<AccountError> Accounts::first_run(const std::string& token, const std::string& name,
                                                const std::string& password, NewSession& session, const From& from) {
    const User user{name, name, Role::administrator, {}, {}, now()};
    {
        const std::scoped_lock hold(mutex_);
        if (first_run_hash_.empty()) return AccountError{"used", "the link was used; sign in"};
        if (!matches(token, first_run_hash_)) return AccountError{"token", "this is not the link of now"};
        if (users_.contains(name)) return AccountError{"name", "there is a user of this name"};
        if (auto problem = problem_of(user, password)) return problem;
    }
    const std::string hash = password_hash(password);
    const std::scoped_lock hold(mutex_);
    if (first_run_hash_.empty() || !matches(token, first_run_hash_))
        return AccountError{"used", "the link was used; sign in"};
    write(user, hash, name, "first administrator");
    first_run_hash_.clear();
    session = begin(user, from);
    return std::nullopt;
}

std::optional<AccountError> Accounts::sign_in(const std::string& name, const std::string& password, const From& from,
                                              NewSession& session) {
    const std::string of_both = from.address + " " + name;
    int wait = wrong_tries_.wait(of_both);
    if (wait == 0) wait = tries_from_.take(from.address);
    if (wait == 0) wait = tries_.take(name);
    if (wait > 0) return AccountError{"too-many", std::to_string(wait)};
    std::optional<Kept> kept;
    {
        const std::scoped_lock hold(mutex_);
        const auto found = users_.find(name);
        if (found != users_.end()) kept = found->second;
    }
    const bool right = password.size() <= longest_password && password_matches(password, kept ? kept->password : "");
    if (!right) {
        wrong_tries_.wrong(of_both);
        return AccountError{"credentials", "name or password is wrong"};
    }
    wrong_tries_.right(of_both);
    const std::scoped_lock hold(mutex_);
    const auto again = users_.find(name);
    if (again == users_.end() || again->second.password != kept->password)
        return AccountError{"credentials", "name or password is wrong"};
    session = begin(again->second.user, from);
    return std::nullopt;
}

NewSession Accounts::begin(const User& user, const From& from) {
    NewSession made;
    made.secret = new_secret();
    const TimeMs time = now();
    const std::string hash = hash_of(made.secret);
    Session session{user.name, new_secret(), time, time, time, {from.address, from.agent.substr(0, longest_agent)}};
    // Whoever signs in again and again ends his oldest sessions, and what ended goes.
    std::vector<std::pair<TimeMs, std::string>> own;
    std::vector<std::string> over;
    for (const auto& [key, other] : sessions_) {
        if (is_over(other, time)) {
            over.push_back(key);
        } else if (other.user == user.name) {
            own.emplace_back(other.begun, key);
        }
    }
    std::sort(own.begin(), own.end());
    for (std::size_t i = 0; i + most_sessions_a_user <= own.size(); ++i) over.push_back(own[i].second);
    Transaction transaction(database_);
    auto remove = database_.prepare("DELETE FROM sessions WHERE hash = ?");
    for (const auto& key : over) remove.bind(key).run();
    database_.prepare("INSERT INTO sessions(hash, user, csrf, begun, seen, address, agent) VALUES(?, ?, ?, ?, ?, ?, ?)")
        .bind(hash, user.name, session.csrf, time, time, session.from.address, session.from.agent)
        .run();
    append_audit(database_, time, user.name, "signed in", std::string(role_name(user.role)));
    transaction.commit();
    for (const auto& key : over) sessions_.erase(key);
    made.asker = {user.role, user.name, user.building, hash, session.csrf};
    made.expires = std::min(time + longest_idle, time + longest_session);
    sessions_[hash] = std::move(session);
    return made;
}

bool Accounts::is_over(const Session& session, TimeMs time) const {
    return time - session.seen > longest_idle || time - session.begun > longest_session;
}

void Accounts::sign_out(const Asker& asker) {
    const std::scoped_lock hold(mutex_);
    if (!sessions_.contains(asker.session)) return;
    Transaction transaction(database_);
    database_.prepare("DELETE FROM sessions WHERE hash = ?").bind(asker.session).run();
    append_audit(database_, now(), asker.name, "signed out", "");
    transaction.commit();
    sessions_.erase(asker.session);
}

std::vector<SessionTold> Accounts::sessions(const Asker& asker, bool of_all) {
    const std::scoped_lock hold(mutex_);
    const TimeMs time = now();
    std::vector<SessionTold> all;
    for (const auto& [hash, session] : sessions_) {
        if (is_over(session, time) || !(of_all || session.user == asker.name)) continue;
        all.push_back({id_of_session(hash), session.user, session.begun, session.seen, session.from.address,
                       session.from.agent, hash == asker.session});
    }
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.begun > b.begun; });
    return all;
}

bool Accounts::end_session(const Asker& asker, const std::string& id, bool anybodys) {
    const std::scoped_lock hold(mutex_);
    const auto found = std::find_if(sessions_.begin(), sessions_.end(), [&](const auto& one) {
        return (anybodys || one.second.user == asker.name) && id_of_session(one.first) == id;
    });
    if (found == sessions_.end()) return false;
    Transaction transaction(database_);
    database_.prepare("DELETE FROM sessions WHERE hash = ?").bind(found->first).run();
    const auto& [user, csrf, begun, seen, written, from] = found->second;
    append_audit(database_, now(), asker.name, "session ended",
                 user + (from.address.empty() ? "" : " " + from.address));
    transaction.commit();
    sessions_.erase(found);
    return true;
}

void Accounts::end_sessions(const std::string& user, const std::string& but_hash) {
    database_.prepare("DELETE FROM sessions WHERE user = ? AND hash <> ?").bind(user, but_hash).run();
}

std::optional<AccountError> Accounts::change_password(const Asker& asker, const std::string& old_one,
                                                      const std::string& new_one) {
    if (const int wait = wrong_tries_.wait("user " + asker.name); wait > 0)
        return AccountError{"too-many", std::to_string(wait)};
    std::string before;
    {
        const std::scoped_lock hold(mutex_);
        const auto found = users_.find(asker.name);
        if (found == users_.end()) return AccountError{"credentials", "the user is not there any more"};
        before = found->second.password;
    }
    if (old_one.size() > longest_password || !password_matches(old_one, before)) {
        wrong_tries_.wrong("user " + asker.name);
        return AccountError{"credentials", "the password is wrong"};
    }
    if (auto problem = password_problem(new_one, asker.name); !problem.empty())
        return AccountError{"password", problem};
    const std::string hash = password_hash(new_one);
    const std::scoped_lock hold(mutex_);
    const auto found = users_.find(asker.name);
    if (found == users_.end() || found->second.password != before)
        return AccountError{"credentials", "the password was changed meanwhile"};
    Transaction transaction(database_);
    database_.prepare("UPDATE users SET password = ? WHERE name = ?").bind(hash, asker.name).run();
    end_sessions(asker.name, asker.session);
    append_audit(database_, now(), asker.name, "password changed", asker.name);
    transaction.commit();
    found->second.password = hash;
    std::erase_if(sessions_, [&](const auto& s) { return s.second.user == asker.name && s.first != asker.session; });
    return std::nullopt;
}

std::optional<Asker> Accounts::by_session(const std::string& secret) {
    const std::string hash = hash_of(secret);
    const std::scoped_lock hold(mutex_);
    const auto found = sessions_.find(hash);
    const TimeMs time = now();
    if (found == sessions_.end() || is_over(found->second, time)) return std::nullopt;
    const auto user = users_.find(found->second.user);
    if (user == users_.end()) return std::nullopt;
    found->second.seen = time;
    if (time - found->second.written > write_seen_every) {
        found->second.written = time;
        try {
            database_.prepare("UPDATE sessions SET seen = ? WHERE hash = ?").bind(time, hash).run();
        } catch (const telemetry::StoreError&) {
            // Nobody is turned away because a disk is full: at worst a restart ends the session sooner.
        }
    }
    const User& of = user->second.user;
    return Asker{of.role, of.name, of.building, hash, found->second.csrf};
}

std::optional<TimeMs> Accounts::session_end(const Asker& asker) {
    const std::scoped_lock hold(mutex_);
    const auto found = sessions_.find(asker.session);
    if (found == sessions_.end()) return std::nullopt;
    return std::min(found->second.seen + longest_idle, found->second.begun + longest_session);
}

std::optional<Asker> Accounts::by_token(const std::string& text) {
    if (!text.starts_with('~')) return std::nullopt;
    const std::scoped_lock hold(mutex_);
    const auto found = tokens_.find(name_in(text).substr(std::min<std::size_t>(1, name_in(text).size())));
    if (found == tokens_.end() || !matches(text, found->second.second)) return std::nullopt;
    const ApiToken& token = found->second.first;
    if (token.expires <= now()) return std::nullopt;
    return Asker{token.role, "~" + token.name, token.building, {}, {}};
}

}  // namespace gaiku::server
