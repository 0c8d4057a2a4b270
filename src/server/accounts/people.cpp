#include <algorithm>

#include "server/accounts/accounts.h"
#include "server/accounts/passwords.h"
#include "server/tokens.h"

/// Users and API tokens.
namespace gaiku::server {
namespace {

bool is_user_name(const std::string& name) {
    const auto is_good = [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
               (letter >= '0' && letter <= '9') || letter == '-' || letter == '_' || letter == '.' || letter == '@';
    };
    return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), is_good);
}

bool is_of_a_building(Role role) {
    return role == Role::resident || role == Role::manager;
}

std::optional<AccountError> place_problem(Role role, const std::string& building) {
    if (role == Role::nobody || role == Role::device)
        return AccountError{"role", "administrator, operator, planner, manager, resident or display is expected"};
    if (is_of_a_building(role) && building.empty())
        return AccountError{"building", "a resident and a manager have a building: its id in the district file"};
    return std::nullopt;
}

using telemetry::TimeMs;
using telemetry::Transaction;

}  // namespace

std::vector<User> Accounts::users() {
    const std::scoped_lock hold(mutex_);
    std::vector<User> all;
    for (const auto& [name, kept] : users_) all.push_back(kept.user);
    return all;
}

std::optional<User> Accounts::user(const std::string& name) {
    const std::scoped_lock hold(mutex_);
    const auto found = users_.find(name);
    return found == users_.end() ? std::nullopt : std::optional(found->second.user);
}

std::optional<AccountError> Accounts::problem_of(const User& user, const std::optional<std::string>& password) {
    if (!is_user_name(user.name))
        return AccountError{"name", "1 to 64 letters, digits, points, hyphens, underlines or @ are expected"};
    if (user.full_name.size() > 200) return AccountError{"name", "a name of 200 bytes at most is expected"};
    if (auto problem = place_problem(user.role, user.building)) return problem;
    const auto found = users_.find(user.name);
    if (found == users_.end() && !password) return AccountError{"password", "a new user needs a password"};
    if (found == users_.end() && users_.size() >= most_users)
        return AccountError{"too-many", "there are as many users as can be"};
    if (password) {
        if (auto problem = password_problem(*password, user.name); !problem.empty())
            return AccountError{"password", problem};
    }
    const bool falls = found != users_.end() && found->second.user.role == Role::administrator &&
                       user.role != Role::administrator && administrators() == 1;
    if (falls) return AccountError{"last-administrator", "the last administrator stays one"};
    return std::nullopt;
}

std::optional<AccountError> Accounts::put_user(const User& user, const std::optional<std::string>& password,
                                               const std::string& who) {
    {
        const std::scoped_lock hold(mutex_);
        if (auto problem = problem_of(user, password)) return problem;
    }
    const std::string hash = password ? password_hash(*password) : std::string();
    const std::scoped_lock hold(mutex_);
    if (auto problem = problem_of(user, password)) return problem;
    write(user, hash, who, users_.contains(user.name) ? "user changed" : "user made");
    return std::nullopt;
}

void Accounts::write(const User& user, const std::string& hash, const std::string& who, const std::string& what) {
    const auto before = users_.find(user.name);
    const bool known = before != users_.end();
    User now_is = user;
    now_is.made_at = known ? before->second.user.made_at : now();
    const std::string& kept_hash = hash.empty() && known ? before->second.password : hash;
    const bool signed_out = known && (!hash.empty() || before->second.user.role != user.role ||
                                      before->second.user.building != user.building);
    std::string detail = user.name + " " + std::string(role_name(user.role));
    if (!user.building.empty()) detail += " " + user.building;
    if (known && before->second.user.role != user.role)
        detail += ", was " + std::string(role_name(before->second.user.role));
    if (known && !hash.empty()) detail += ", new password";
    Transaction transaction(database_);
    database_
        .prepare(
            "INSERT OR REPLACE INTO users(name, full_name, role, block, building, password, made_at) "
            "VALUES(?, ?, ?, ?, ?, ?, ?)")
        .bind(user.name, user.full_name, role_name(user.role), user.block, user.building, kept_hash, now_is.made_at)
        .run();
    if (signed_out) end_sessions(user.name);
    append_audit(database_, now(), who, what, detail);
    transaction.commit();
    if (signed_out) std::erase_if(sessions_, [&](const auto& session) { return session.second.user == user.name; });
    users_[user.name] = {now_is, std::string(kept_hash)};
}

std::optional<AccountError> Accounts::remove_user(const std::string& name, const std::string& who) {
    const std::scoped_lock hold(mutex_);
    const auto found = users_.find(name);
    if (found == users_.end()) return AccountError{"unknown", "there is no user of this name"};
    if (found->second.user.role == Role::administrator && administrators() == 1)
        return AccountError{"last-administrator", "the last administrator stays"};
    Transaction transaction(database_);
    database_.prepare("DELETE FROM users WHERE name = ?").bind(name).run();
    end_sessions(name);
    append_audit(database_, now(), who, "user removed", name);
    transaction.commit();
    std::erase_if(sessions_, [&](const auto& session) { return session.second.user == name; });
    users_.erase(found);
    return std::nullopt;
}

std::vector<ApiToken> Accounts::tokens() {
    const std::scoped_lock hold(mutex_);
    std::vector<ApiToken> all;
    for (const auto& [name, kept] : tokens_) all.push_back(kept.first);
    return all;
}

std::optional<AccountError> Accounts::make_token(ApiToken token, const std::string& who, std::string& text) {
    if (!is_user_name(token.name))
        return AccountError{"name", "1 to 64 letters, digits, points, hyphens, underlines or @ are expected"};
    if (auto problem = place_problem(token.role, token.building)) return problem;
    token.made_at = now();
    token.made_by = who;
    constexpr TimeMs longest = 731 * telemetry::ms_a_day;
    if (token.expires <= token.made_at || token.expires > token.made_at + longest)
        return AccountError{"expires", "a time within the next two years is expected"};
    const std::scoped_lock hold(mutex_);
    if (tokens_.contains(token.name)) return AccountError{"exists", "there is a token of this name"};
    text = new_token("~" + token.name);
    const std::string hash = hash_of(text);
    Transaction transaction(database_);
    database_
        .prepare(
            "INSERT INTO api_tokens(name, hash, role, building, made_by, made_at, expires) "
            "VALUES(?, ?, ?, ?, ?, ?, ?)")
        .bind(token.name, hash, role_name(token.role), token.building, who, token.made_at, token.expires)
        .run();
    append_audit(database_, token.made_at, who, "API token made",
                 token.name + " " + std::string(role_name(token.role)));
    transaction.commit();
    tokens_[token.name] = {token, hash};
    return std::nullopt;
}

bool Accounts::remove_token(const std::string& name, const std::string& who) {
    const std::scoped_lock hold(mutex_);
    if (!tokens_.contains(name)) return false;
    Transaction transaction(database_);
    database_.prepare("DELETE FROM api_tokens WHERE name = ?").bind(name).run();
    append_audit(database_, now(), who, "API token removed", name);
    transaction.commit();
    tokens_.erase(name);
    return true;
}

void Accounts::note(const std::string& who, const std::string& what, const std::string& detail) {
    const std::scoped_lock hold(mutex_);
    Transaction transaction(database_);
    append_audit(database_, now(), who, what, detail);
    transaction.commit();
}

std::vector<telemetry::AuditEntry> Accounts::audit(TimeMs from, TimeMs to, std::size_t most) {
    const std::scoped_lock hold(mutex_);
    return read_audit(database_, from, to, most);
}

telemetry::AuditCheck Accounts::check_audit() {
    const std::scoped_lock hold(mutex_);
    return telemetry::check_audit(database_);
}

}  // namespace gaiku::server
