#pragma once

#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "server/accounts/limiter.h"
#include "server/accounts/role.h"
#include "telemetry/reading.h"
#include "telemetry/store/audit.h"

namespace gaiku::server {

struct User {
    std::string name;  ///< what one signs in with
    std::string full_name;
    Role role = Role::nobody;
    std::string block, building;  ///< ids of the district file; empty: none
    telemetry::TimeMs made_at = 0;
};

/// A token by which a program asks, with the rights of a role.
struct ApiToken {
    std::string name;
    Role role = Role::nobody;
    std::string building;  ///< a resident's or manager's
    std::string made_by;
    telemetry::TimeMs made_at = 0, expires = 0;
};

/// What was wrong with an order: `code` for a program, `detail` for its reader.
struct AccountError {
    std::string code, detail;
};

/// A session that begins: its secret is told once, for the cookie.
struct NewSession {
    std::string secret;
    Asker asker;
    telemetry::TimeMs expires = 0;
};

/// A session as who has it, or an administrator, is told of it.
struct SessionTold {
    std::string id;    ///< tells nothing of its secret
    std::string user;  ///< name
    telemetry::TimeMs begun = 0, seen = 0;
    std::string address, agent;  ///< from where one signed in, and by which browser; empty: not known
    bool is_own = false;         ///< the one that asks
};

/// From where somebody signs in.
struct From {
    std::string address, agent{};
};

/// People, sessions and API tokens, kept in the store's database with an audit of each change. Passwords are hashed by
/// Argon2id, secrets have 160 random bits and are kept as SHA-256. Safe for any number of threads; what hashes a
/// password takes a tenth of a second. Throws telemetry::StoreError where the disk fails: nothing was changed then.
class Accounts {
public:
    static constexpr telemetry::TimeMs longest_idle = 8 * telemetry::TimeMs{3600} * telemetry::ms_a_second;
    static constexpr telemetry::TimeMs longest_session = 7 * telemetry::ms_a_day;
    static constexpr std::size_t most_users = 100'000;
    static constexpr std::size_t most_sessions_a_user = 20;

    /// The store must be open already, so that its layout is this program's.
    Accounts(const std::filesystem::path& folder, const Clock& clock);

    /// A token that makes the first administrator, or one more; another one than the last, which is worth nothing then.
    [[nodiscard]] std::string open_first_run();
    [[nodiscard]] bool has_administrator();
    /// Makes the administrator and signs in. Errors: token, used, and those of put_user.
    [[nodiscard]] std::optional<AccountError> first_run(const std::string& token, const std::string& user,
                                                        const std::string& password, NewSession& session,
                                                        const From& from = {});

    /// Errors: credentials; too-many, with the seconds to wait in `detail`. Wrong tries are counted by address.
    [[nodiscard]] std::optional<AccountError> sign_in(const std::string& user, const std::string& password,
                                                      const From& from, NewSession& session);
    /// Sessions that have not ended, the newest first: the asker's, or everybody's.
    [[nodiscard]] std::vector<SessionTold> sessions(const Asker& asker, bool of_all);
    /// Ends a session of the asker's, or of anybody's. False where there is none of this id.
    [[nodiscard]] bool end_session(const Asker& asker, const std::string& id, bool anybodys);
    void sign_out(const Asker& asker);
    /// All other sessions of the user end. Errors: credentials, password.
    [[nodiscard]] std::optional<AccountError> change_password(const Asker& asker, const std::string& old_one,
                                                              const std::string& new_one);

    /// Whose session it is; nothing for one that ended.
    [[nodiscard]] std::optional<Asker> by_session(const std::string& secret);
    /// Whose API token it is ("~NAME.SECRET"); nothing for one that is not there or has expired.
    [[nodiscard]] std::optional<Asker> by_token(const std::string& token);
    [[nodiscard]] std::optional<telemetry::TimeMs> session_end(const Asker& asker);

    [[nodiscard]] std::vector<User> users();
    [[nodiscard]] std::optional<User> user(const std::string& name);
    /// Makes or changes one; a new one needs a password. Whoever's role, building or password changes is signed out.
    /// Errors: name, role, building, password, last-administrator, too-many.
    [[nodiscard]] std::optional<AccountError> put_user(const User& user, const std::optional<std::string>& password,
                                                       const std::string& who);
    /// Errors: unknown, last-administrator.
    [[nodiscard]] std::optional<AccountError> remove_user(const std::string& name, const std::string& who);

    [[nodiscard]] std::vector<ApiToken> tokens();
    /// Errors: name, role, building, expires (in the past, or more than two years ahead), exists.
    [[nodiscard]] std::optional<AccountError> make_token(ApiToken token, const std::string& who, std::string& text);
    [[nodiscard]] bool remove_token(const std::string& name, const std::string& who);

    void note(const std::string& who, const std::string& what, const std::string& detail);
    [[nodiscard]] std::vector<telemetry::AuditEntry> audit(telemetry::TimeMs from, telemetry::TimeMs to,
                                                           std::size_t most);
    [[nodiscard]] telemetry::AuditCheck check_audit();
    [[nodiscard]] telemetry::TimeMs now() const;

private:
    struct Session {
        std::string user, csrf;
        telemetry::TimeMs begun = 0, seen = 0, written = 0;
        From from{};
    };
    struct Kept {
        User user;
        std::string password;  ///< hash
    };
    void read();
    [[nodiscard]] bool is_over(const Session& session, telemetry::TimeMs now) const;
    NewSession begin(const User& user, const From& from);
    /// With the lock held, in a transaction of the caller.
    void end_sessions(const std::string& user, const std::string& but_hash = {});
    [[nodiscard]] std::size_t administrators() const;
    [[nodiscard]] std::optional<AccountError> problem_of(const User& user, const std::optional<std::string>& password);
    void write(const User& user, const std::string& hash, const std::string& who, const std::string& what);

    const Clock& clock_;
    std::mutex mutex_;  ///< of all below
    telemetry::Database database_;
    std::map<std::string, Kept> users_;
    std::map<std::string, Session> sessions_;  ///< by hash of the secret
    std::map<std::string, std::pair<ApiToken, std::string>> tokens_;
    std::string first_run_hash_;
    WrongTries wrong_tries_;       ///< by address and name; has a lock of its own
    Limiter tries_{1.0 / 20, 60};  ///< by name, from wherever; likewise
    Limiter tries_from_{1, 60};    ///< by address, at whatever name: hashing for one leaves room for others
};

}  // namespace gaiku::server
