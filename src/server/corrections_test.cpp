#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/server_for_tests.h"
#include "telemetry/store/maintain.h"

/// Corrections of a district that is running.
namespace gaiku::server {
namespace {

using test::Server;
using ::testing::HasSubstr;
using ::testing::StartsWith;

const std::string where = "/api/v1/corrections";
const std::string of_channel = "?device=m1&channel=power";

std::string order(const std::string& rest) {
    return R"({"device":"m1","channel":"power",)" + rest + "}";
}

class Corrections : public Server {
protected:
    void SetUp() override {
        Server::SetUp();
        for (const char* value : {"4", "6"}) {
            (void)post(token_, std::string(R"([{"channel":"power","time":"2026-11-28T00:00:00Z","value":)") + value +
                                   R"(},{"channel":"power","time":"2026-11-28T00:30:00Z","value":8}])");
        }
    }
    std::string correct(const std::string& rest) { return ask("POST", where, operator_token_, order(rest)); }
    std::vector<double> half_hours() {
        std::vector<double> values;
        for (const auto& one : store_.half_hours(test::power, 0, test::ever))
            values.push_back(static_cast<double>(one.slot.micro) / 1e6);
        return values;
    }
    int audited() {
        telemetry::Database database(folder_.path() / telemetry::store_file, {true, {}});
        auto rows = database.prepare("SELECT count(*) FROM audit WHERE what = 'correction' AND who = 'operator'");
        rows.step();
        return static_cast<int>(rows.integer(0));
    }
};

TEST_F(Corrections, StandForReadingsAtOnceAndAreAudited) {
    EXPECT_THAT(correct(R"("at":"2026-11-28T00:30:00Z","value":5,"reason":"its display")"),
                HasSubstr(R"({"corrected":1})"));
    EXPECT_EQ(half_hours(), (std::vector<double>{4, 5}));
    EXPECT_THAT(
        correct(R"("from":"2026-11-28T00:00:00Z","to":"2026-11-28T00:30:00Z","set_aside":true,"reason":"clock")"),
        HasSubstr(R"({"corrected":1})"));
    EXPECT_EQ(half_hours(), (std::vector<double>{6, 5}));
    EXPECT_THAT(correct(R"("at":"2026-11-28T00:30:00Z","pass_over":true,"reason":"no")"),
                HasSubstr(R"({"corrected":1})"));
    EXPECT_EQ(half_hours(), (std::vector<double>{6}));
    EXPECT_EQ(audited(), 3);
    EXPECT_EQ(store_.raw(test::power, 0, test::ever).size(), 2U) << "raw readings stay";
    const std::string all = ask("GET", where + of_channel, operator_token_);
    EXPECT_THAT(all, HasSubstr(R"("by":"operator","reason":"its display","time":"2026-11-28T00:30:00Z","value":5.0)"));
    EXPECT_THAT(all, HasSubstr(R"("value":null)"));
    EXPECT_THAT(ask("GET", where + of_channel + "&to=2026-11-28T00:30:00Z", operator_token_),
                ::testing::Not(HasSubstr("its display")));
    EXPECT_THAT(ask("GET", "/api/v1/conflicts" + of_channel, operator_token_),
                HasSubstr(R"("time":"2026-11-28T00:00:00Z","value":6.0)"));
    EXPECT_TRUE(telemetry::check_store(folder_.path()).problems.empty());
}

TEST_F(Corrections, AreTheOperators) {
    const std::string good = order(R"("at":"2026-11-28T00:30:00Z","value":5,"reason":"x")");
    EXPECT_THAT(ask("POST", where, token_, good), StartsWith("HTTP/1.1 403"));
    EXPECT_THAT(ask("POST", where, "", good), StartsWith("HTTP/1.1 401"));
    EXPECT_THAT(ask("GET", where + of_channel, token_), StartsWith("HTTP/1.1 403"));
    EXPECT_THAT(ask("PUT", where, operator_token_, good), StartsWith("HTTP/1.1 405"));
    EXPECT_THAT(ask("POST", "/api/v1/conflicts", operator_token_, good), StartsWith("HTTP/1.1 405"));
    EXPECT_THAT(ask("GET", where, operator_token_), StartsWith("HTTP/1.1 400"));
    EXPECT_EQ(audited(), 0);
}

TEST_F(Corrections, ThatAreNoneChangeNothing) {
    const std::string time = R"("at":"2026-11-28T00:30:00Z",)";
    for (const std::string& wrong :
         {time + R"("value":5)", time + R"("value":5,"reason":"")", time + R"("reason":"x")",
          time + R"("value":5,"pass_over":true,"reason":"x")", time + R"("value":"5","reason":"x")",
          time + R"("value":1e13,"reason":"x")", time + R"("value":5,"reason":"x","by":"somebody")",
          time + R"("from":"2026-11-28T00:00:00Z","value":5,"reason":"x")",
          std::string(R"("from":"2026-11-28T00:00:00Z","value":5,"reason":"x")"),
          std::string(R"("from":"2026-11-28T01:00:00Z","to":"2026-11-28T00:00:00Z","value":5,"reason":"x")"),
          std::string(R"("at":"2026-11-28T00:30:00","value":5,"reason":"x")"),
          std::string(R"("at":"2026-11-28T05:00:00Z","pass_over":true,"reason":"x")")}) {
        const std::string answer = correct(wrong);
        EXPECT_THAT(answer, StartsWith("HTTP/1.1 400")) << wrong;
        EXPECT_THAT(answer, HasSubstr("bad-correction")) << wrong;
    }
    EXPECT_THAT(ask("POST", where, operator_token_, "[[[[[["), StartsWith("HTTP/1.1 400"));
    EXPECT_THAT(ask("POST", where, operator_token_,
                    R"({"device":"nobody","channel":"power","at":"2026-11-28T00:30:00Z",)"
                    R"("value":5,"reason":"x"})"),
                StartsWith("HTTP/1.1 400"));
    EXPECT_EQ(half_hours(), (std::vector<double>{4, 8}));
    EXPECT_EQ(audited(), 0);
}

}  // namespace
}  // namespace gaiku::server
