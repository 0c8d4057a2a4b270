#include "server/accounts/accounts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/accounts/passwords.h"
#include "telemetry/store/folder_for_tests.h"
#include "telemetry/store/store.h"

namespace gaiku::server::accounts_test {
namespace {

using std::chrono::hours;
using std::chrono::system_clock;
using telemetry::test::TemporaryFolder;

const std::string good = "Kawa no nagare 7 umi";

class People : public testing::Test {
protected:
    void SetUp() override {
        NewSession session;
        const std::string link = accounts_->open_first_run();
        ASSERT_FALSE(accounts_->first_run(link, "root", good, session));
        root_ = session;
    }
    void restart() {
        accounts_.reset();
        accounts_.emplace(folder_.path(), clock_);
    }
    std::string code_of(const std::optional<AccountError>& error) { return error ? error->code : ""; }
    std::string put(const std::string& name, Role role, const std::string& building = {},
                    const std::optional<std::string>& password = good) {
        return code_of(accounts_->put_user({name, name, role, {}, building, 0}, password, "root"));
    }

    TemporaryFolder folder_;
    FixedClock clock_{system_clock::from_time_t(1'795'000'000)};
    telemetry::Store store_{folder_.path()};
    std::optional<Accounts> accounts_{std::in_place, folder_.path(), clock_};
    NewSession root_;
};

TEST(Passwords, AreHashedByArgon2id) {
    const std::string hash = password_hash(good);
    EXPECT_THAT(hash, testing::StartsWith("$argon2id$v=19$m=65536,t=2,p=1$"));
    EXPECT_TRUE(password_matches(good, hash));
    EXPECT_FALSE(password_matches(good + "x", hash));
    EXPECT_FALSE(password_matches("a user who is not there", ""));
}

TEST(Passwords, ThatEverybodyGuessesAreNone) {
    for (const char* weak : {"short 1 a b", "password1234", "aaaaaaaaaaaaaaaa", "123456789012", "abcdefghijklmnop",
                             "Passw0rd2026", "sakura.sakura", "tanakatanaka1", "gaikugaiku12"})
        EXPECT_NE(password_problem(weak, "tanaka"), "") << weak;
    for (const char* fine :
         {"Kawa no nagare 7 umi", "correct horse battery", "あかいはなのみちをゆくひと", "x9!Lq_2mR#tz"})
        EXPECT_EQ(password_problem(fine, "tanaka"), "") << fine;
    EXPECT_NE(password_problem(std::string(300, 'q'), "tanaka"), "");
}

TEST_F(People, TheFirstLinkWorksOnce) {
    NewSession session;
    EXPECT_TRUE(accounts_->has_administrator());
    EXPECT_EQ(code_of(accounts_->first_run("guessed", "eve", good, session)), "used");
    const std::string link = accounts_->open_first_run();
    EXPECT_EQ(code_of(accounts_->first_run("guessed", "eve", good, session)), "token");
    EXPECT_EQ(code_of(accounts_->first_run(link, "root", good, session)), "name") << "nobody is taken over by it";
    EXPECT_EQ(code_of(accounts_->first_run(link, "eve", "password1234", session)), "password");
    EXPECT_EQ(code_of(accounts_->first_run(link, "other", good, session)), "");
    EXPECT_EQ(code_of(accounts_->first_run(link, "eve", good, session)), "used");
}

TEST_F(People, SessionsLastAndEnd) {
    EXPECT_EQ(accounts_->by_session(root_.secret)->name, "root");
    EXPECT_FALSE(accounts_->by_session(root_.secret + "x"));
    restart();
    ASSERT_TRUE(accounts_->by_session(root_.secret)) << "a restart signs nobody out";
    clock_.set(clock_.now() + hours(9));
    EXPECT_FALSE(accounts_->by_session(root_.secret)) << "idle for longer than eight hours";
    NewSession session;
    ASSERT_FALSE(accounts_->sign_in("root", good, {"::1"}, session));
    for (int day = 0; day < 25; ++day) {
        clock_.set(clock_.now() + hours(7));
        if (day * 7 < 160) {
            EXPECT_TRUE(accounts_->by_session(session.secret)) << day;
        }
    }
    EXPECT_FALSE(accounts_->by_session(session.secret)) << "in use, but older than seven days";
    ASSERT_FALSE(accounts_->sign_in("root", good, {"::1"}, session));
    accounts_->sign_out(session.asker);
    EXPECT_FALSE(accounts_->by_session(session.secret));
    restart();
    EXPECT_FALSE(accounts_->by_session(session.secret));
}

TEST_F(People, GuessingIsSlowed) {
    NewSession session;
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(code_of(accounts_->sign_in("root", "wrong", {"10.0.0.1"}, session)), "credentials") << i;
    EXPECT_EQ(code_of(accounts_->sign_in("root", good, {"10.0.0.1"}, session)), "too-many");
    EXPECT_EQ(code_of(accounts_->sign_in("root", good, {"10.0.0.2"}, session)), "") << "from elsewhere one signs in";
    EXPECT_EQ(code_of(accounts_->sign_in("nobody", good, {"10.0.0.2"}, session)), "credentials");
}

/// One that tries a password at a name after the other would keep the server hashing, and others waiting.
TEST_F(People, OneAddressTriesNotManyNames) {
    NewSession session;
    std::string code = "credentials";
    int tries = 0;
    for (; code == "credentials" && tries < 200; ++tries)
        code = code_of(accounts_->sign_in("guess" + std::to_string(tries), good, {"10.0.0.1"}, session));
    EXPECT_EQ(code, "too-many");
    EXPECT_GE(tries, 60);
    EXPECT_EQ(code_of(accounts_->sign_in("root", good, {"10.0.0.2"}, session)), "");
}

TEST_F(People, WhoseRightsChangeSignsInAnew) {
    EXPECT_EQ(put("yui", Role::resident, "tower"), "");
    NewSession session, other;
    ASSERT_FALSE(accounts_->sign_in("yui", good, {"::1"}, session));
    ASSERT_FALSE(accounts_->sign_in("yui", good, {"::1"}, other));
    EXPECT_EQ(accounts_->by_session(session.secret)->building, "tower");
    EXPECT_EQ(code_of(accounts_->change_password(session.asker, "wrong", good + "2")), "credentials");
    EXPECT_EQ(code_of(accounts_->change_password(session.asker, good, good + "2")), "");
    EXPECT_TRUE(accounts_->by_session(session.secret));
    EXPECT_FALSE(accounts_->by_session(other.secret)) << "other sessions end";
    EXPECT_EQ(put("yui", Role::resident, "house", std::nullopt), "");
    EXPECT_FALSE(accounts_->by_session(session.secret));
    EXPECT_EQ(put("ken", Role::resident), "building");
    EXPECT_EQ(put("ken", Role::planner, {}, std::nullopt), "password");
    EXPECT_EQ(put("ken<script>", Role::planner), "name");
    EXPECT_EQ(put("root", Role::planner, {}, std::nullopt), "last-administrator");
    EXPECT_EQ(code_of(accounts_->remove_user("root", "root")), "last-administrator");
    EXPECT_EQ(code_of(accounts_->remove_user("yui", "root")), "");
    EXPECT_EQ(code_of(accounts_->remove_user("yui", "root")), "unknown");
}

TEST_F(People, TokensHaveARoleAndAnEnd) {
    ApiToken token;
    token.name = "board";
    token.role = Role::planner;
    token.expires = accounts_->now() + telemetry::ms_a_day;
    std::string text;
    EXPECT_EQ(code_of(accounts_->make_token(token, "root", text)), "");
    EXPECT_EQ(code_of(accounts_->make_token(token, "root", text)), "exists");
    restart();
    ASSERT_TRUE(accounts_->by_token(text));
    EXPECT_EQ(accounts_->by_token(text)->role, Role::planner);
    EXPECT_FALSE(accounts_->by_token("~board.guessed"));
    EXPECT_FALSE(accounts_->by_token("~"));
    clock_.set(clock_.now() + hours(25));
    EXPECT_FALSE(accounts_->by_token(text)) << "expired";
    EXPECT_TRUE(accounts_->remove_token("board", "root"));
    EXPECT_FALSE(accounts_->remove_token("board", "root"));
    token.name = "old";
    EXPECT_EQ(code_of(accounts_->make_token(token, "root", text)), "expires");
}

TEST_F(People, EveryChangeIsInTheChain) {
    EXPECT_EQ(put("yui", Role::resident, "tower"), "");
    const auto check = accounts_->check_audit();
    EXPECT_EQ(check.entries, 3U) << "first administrator, signed in, user made";
    EXPECT_FALSE(check.first_broken);
    const auto entries = accounts_->audit(0, accounts_->now() + 1, 10);
    ASSERT_EQ(entries.size(), 3U);
    EXPECT_EQ(entries[0].what, "user made");
    EXPECT_EQ(entries[0].who, "root");
    EXPECT_EQ(entries[0].chain, check.head);
    for (const auto& entry : entries)
        EXPECT_EQ(entry.detail.find(good), std::string::npos) << "no password is written down";

    telemetry::Database database(folder_.path() / telemetry::store_file, {});
    EXPECT_THROW(database.run("UPDATE audit SET who = 'eve' WHERE id = 2"), telemetry::StoreError);
    EXPECT_THROW(database.run("DELETE FROM audit WHERE id = 2"), telemetry::StoreError);
    // Who can change the file can take the triggers away; the chain tells.
    database.run("DROP TRIGGER audit_unchanged; DROP TRIGGER audit_kept");
    database.run("UPDATE audit SET who = 'eve' WHERE id = 2");
    EXPECT_EQ(accounts_->check_audit().first_broken, 2);
    database.run("DELETE FROM audit WHERE id = 2");
    EXPECT_EQ(accounts_->check_audit().first_broken, 3);
    database.run("DELETE FROM audit WHERE id = 3");
    EXPECT_FALSE(accounts_->check_audit().first_broken) << "cut off at the end";
    EXPECT_FALSE(telemetry::check_audit(database, check.head).has_noted_head) << "who noted the head knows";
    EXPECT_TRUE(telemetry::check_audit(database, entries[2].chain).has_noted_head);
    database.run("INSERT INTO audit(id, at, who, what, detail) VALUES(2, 0, 'eve', 'nothing', '')");
    EXPECT_EQ(accounts_->check_audit().first_broken, 2);
}

TEST(Limits, FillSteadily) {
    Limiter limiter(2, 3, 2);
    const Limiter::Time start{};
    for (int i = 0; i < 3; ++i) EXPECT_EQ(limiter.take("a", start), 0);
    EXPECT_EQ(limiter.take("a", start), 1);
    EXPECT_EQ(limiter.take("b", start), 0) << "each for itself";
    EXPECT_EQ(limiter.take("a", start + std::chrono::milliseconds(600)), 0);
    EXPECT_EQ(limiter.take("c", start + std::chrono::seconds(10)), 0) << "full buckets are forgotten";
}

}  // namespace
}  // namespace gaiku::server::accounts_test
