#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <future>

#include "server/in_force_for_tests.h"
#include "server/routes/what_if.h"
#include "server/session_for_tests.h"
#include "solve/highs/highs.h"

// People ask the running server's plan what would be if.
namespace gaiku::server::what_if_test {
namespace {

using test::Json;

using Future = std::future<Response>;

const Technologies& technologies() {
    static const Technologies all;
    return all;
}

/// A solver that waits in every call until it is told to stop, or may go on.
class Waiting final : public solve::Solver {
public:
    struct Gate {
        std::mutex mutex;
        std::condition_variable_any changed;
        bool open = true;
        int inside = 0;
        void set(bool to) {
            const std::scoped_lock hold(mutex);
            open = to;
            changed.notify_all();
        }
        /// Until somebody waits.
        void wait_for_one() {
            std::unique_lock hold(mutex);
            changed.wait(hold, [&] { return inside > 0; });
        }
    };
    explicit Waiting(Gate& gate) : gate_(gate), inner_(solve::make_highs(solve::HighsMethod::automatic)) {}
    solve::Result solve(const solve::Problem& problem, const solve::Options& options) override {
        {
            std::unique_lock hold(gate_.mutex);
            ++gate_.inside;
            gate_.changed.notify_all();
            const bool open = gate_.changed.wait(hold, options.cancel, [&] { return gate_.open; });
            --gate_.inside;
            if (!open) return {.status = solve::Status::cancelled};
        }
        return inner_->solve(problem, options);
    }

private:
    Gate& gate_;
    std::unique_ptr<solve::Solver> inner_;
};

class WhatIf : public test::Sessions {
protected:
    void SetUp() override {
        Sessions::SetUp();
        district_.emplace(folder_.path() / "file", test::small_district);
        planner_ = token_of(Role::planner, "board");
    }
    void TearDown() override {
        gate_.set(true);
        if (desk_) desk_->stop();
        Sessions::TearDown();
    }
    void make(std::chrono::milliseconds let_go_after = std::chrono::minutes(10)) {
        const Solvers waiting = [this](std::int32_t) {
            std::vector<std::unique_ptr<solve::Solver>> solvers;
            solvers.push_back(std::make_unique<Waiting>(gate_));
            return solvers;
        };
        desk_.emplace(
            *district_->in_force,
            WhatIfDesk::Tools{.technologies = &technologies(), .solvers = waiting, .let_go_after = let_go_after});
        add_what_if(api_, *desk_);
    }
    std::string token_of(Role role, const std::string& name) {
        ApiToken token;
        token.name = name;
        token.role = role;
        token.expires = accounts_.now() + telemetry::ms_a_day;
        std::string text;
        EXPECT_FALSE(accounts_.make_token(token, "root", text));
        return text;
    }
    Future ask(const std::string& body, const std::string& token = {}) {
        auto promise = std::make_shared<std::promise<Response>>();
        Request request{"POST", "/api/v1/what-if", "Bearer " + (token.empty() ? planner_ : token), "application/json",
                        body};
        api_.handle(request, [promise](Response response) { promise->set_value(std::move(response)); });
        return promise->get_future();
    }
    /// Asked again until the plan is there.
    Response ask_until_ready(const std::string& body) {
        Response answer = ask(body).get();
        for (; answer.status == 202; answer = ask(body).get())
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        return answer;
    }
    static Json json(const Response& response) { return Json::parse(response.body); }

    std::optional<test::WithDistrict> district_;
    Waiting::Gate gate_;
    std::string planner_;
    std::optional<WhatIfDesk> desk_;
};

TEST_F(WhatIf, AnswersTheNewOptimumBesideThePlan) {
    make();
    const Response answer = ask_until_ready(R"({"price": {"electricity": 1.5}, "demand": {"electricity": 2}})");
    ASSERT_EQ(answer.status, 200) << answer.body;
    const Json body = json(answer);
    EXPECT_EQ(body.at("state"), "ready");
    EXPECT_EQ(body.at("choices").at("price").at(0).at("id"), "electricity");
    // 50 kW for a day at 20 yen, and 100 kW at 30.
    EXPECT_NEAR(body.at("first").at("figures").at("cost").get<double>(), 24'000, 0.1);
    EXPECT_NEAR(body.at("answer").at("figures").at("cost").get<double>(), 72'000, 0.1);
    EXPECT_NEAR(body.at("answer").at("figures").at("grid_peak_kw").get<double>(), 100, 1e-6);
    const Json none = json(ask(R"({"demand": {"electricity": 5}})").get());
    EXPECT_TRUE(none.at("answer").at("figures").is_null());
    EXPECT_THAT(none.at("answer").at("findings").at(0).at("message").at("en").get<std::string>(),
                testing::HasSubstr("50 kW of electricity"));
}

TEST_F(WhatIf, IsPreparedAtTheFirstQuestionWhileOthersAreAnswered) {
    gate_.set(false);
    make();
    EXPECT_EQ(desk_->hot(), 0u);
    const Response first = ask("{}").get();
    EXPECT_EQ(first.status, 202);
    EXPECT_EQ(first.retry_after_s, 1);
    EXPECT_EQ(json(first).at("state"), "preparing");
    gate_.wait_for_one();
    EXPECT_EQ(ask("{}").get().status, 202);
    EXPECT_EQ(ask(R"({"price": {"electricity": 0}})").get().status, 400) << "wrong whatever is planned";
    gate_.set(true);
    EXPECT_EQ(ask_until_ready("{}").status, 200);
}

TEST_F(WhatIf, ANewerQuestionOfTheSameAskerStopsTheOlder) {
    make();
    ask_until_ready("{}");
    gate_.set(false);
    Future first = ask(R"({"price": {"electricity": 2}})");
    gate_.wait_for_one();
    Future second = ask(R"({"price": {"electricity": 3}})");
    const Response superseded = first.get();  // though nobody has opened the gate
    EXPECT_EQ(superseded.status, 409);
    EXPECT_THAT(superseded.body, testing::HasSubstr("\"superseded\""));
    gate_.wait_for_one();
    Future third = ask(R"({"price": {"electricity": 4}})");
    EXPECT_EQ(second.get().status, 409);
    gate_.set(true);
    EXPECT_NEAR(json(third.get()).at("answer").at("figures").at("cost").get<double>(), 4 * 24'000, 0.1);
}

TEST_F(WhatIf, WhatAnotherAsksIsAnsweredInItsTurn) {
    make();
    ask_until_ready("{}");
    gate_.set(false);
    const std::string other = token_of(Role::district, "control");
    Future first = ask(R"({"price": {"electricity": 2}})");
    gate_.wait_for_one();
    Future second = ask(R"({"price": {"electricity": 3}})", other);
    Future third = ask(R"({"price": {"electricity": 5}})", other);
    EXPECT_EQ(second.get().status, 409) << "it had only waited";
    gate_.set(true);
    EXPECT_NEAR(json(first.get()).at("answer").at("figures").at("cost").get<double>(), 2 * 24'000, 0.1);
    EXPECT_NEAR(json(third.get()).at("answer").at("figures").at("cost").get<double>(), 5 * 24'000, 0.1);
}

TEST_F(WhatIf, SaysWhatIsWrongWithAQuestion) {
    make();
    ask_until_ready("{}");
    const auto wrong = [&](const std::string& body) {
        const Response response = ask(body).get();
        EXPECT_EQ(response.status, 400) << body;
        return json(response).at("detail").get<std::string>();
    };
    EXPECT_EQ(wrong(R"({"price": {"gas": 2}})"), "price.gas: one of electricity is expected");
    EXPECT_EQ(wrong(R"({"price": {"electricity": 11}})"), "price.electricity: a number from 0.1 to 10 is expected");
    EXPECT_EQ(wrong(R"({"price": {"electricity": "2"}})"), "price.electricity: a number is expected");
    EXPECT_EQ(wrong(R"({"price": 2})"), "price: an object of factors by name is expected");
    EXPECT_EQ(wrong(R"({"capital": {"grid": 2}})"), "capital: nothing can be named here");
    EXPECT_EQ(wrong(R"({"co2_cap": 0.5})"), "co2_cap: this scenario has no CO2 that could be capped");
    EXPECT_EQ(wrong(R"({"co2_cap": null})"), "co2_cap: a number is expected");
    EXPECT_EQ(wrong(R"({"cap": 1})"), "\"cap\": no such key");
    EXPECT_EQ(wrong("[]"), "an object of JSON is expected");
}

TEST_F(WhatIf, IsForWhoMayReadAll) {
    make();
    for (const auto role : {Role::display}) EXPECT_EQ(ask("{}", token_of(role, "wall")).get().status, 403);
    EXPECT_EQ(ask("{}", token_).get().status, 403) << "a device";
    EXPECT_EQ(ask("{}", "~board.wrong").get().status, 401);
    EXPECT_EQ(desk_->hot(), 0u);
}

TEST_F(WhatIf, IsLetGoWhenNobodyAsksAndMadeAgain) {
    make(std::chrono::milliseconds(50));
    ask_until_ready("{}");
    for (int i = 0; i < 1000 && desk_->hot() > 0; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    EXPECT_EQ(desk_->hot(), 0u);
    EXPECT_EQ(ask("{}").get().status, 202);
    EXPECT_EQ(ask_until_ready("{}").status, 200);
}

TEST_F(WhatIf, EndsSoonAndTellsWhoWaits) {
    make();
    ask_until_ready("{}");
    gate_.set(false);
    Future under_way = ask(R"({"price": {"electricity": 2}})");
    gate_.wait_for_one();
    Future waiting = ask(R"({"price": {"electricity": 3}})", token_of(Role::administrator, "other"));
    desk_->stop();
    EXPECT_EQ(under_way.get().status, 503);
    EXPECT_EQ(waiting.get().status, 503);
    EXPECT_EQ(ask("{}").get().status, 503);
}

TEST_F(WhatIf, EndsWhileItIsBeingPrepared) {
    gate_.set(false);
    make();
    ask("{}").get();
    gate_.wait_for_one();
    desk_->stop();
}

TEST_F(WhatIf, IsOfTheDistrictFileInForce) {
    make();
    ask_until_ready("{}");
    gate_.set(false);
    Future outdated = ask(R"({"price": {"electricity": 2}})");
    gate_.wait_for_one();
    std::string text = test::small_district;
    text.replace(text.find("20 yen/kWh"), 10, "30 yen/kWh");
    Findings findings;
    district_->in_force->put(district_->in_force->tried(text, findings));
    EXPECT_EQ(ask("{}").get().status, 202);
    EXPECT_EQ(outdated.get().status, 503);
    gate_.set(true);
    const Json body = json(ask_until_ready("{}"));
    EXPECT_NEAR(body.at("first").at("figures").at("cost").get<double>(), 1.5 * 24'000, 0.1);
}

TEST_F(WhatIf, IsAskedOfEachScenarioOfTheFile) {
    district_.emplace(folder_.path() / "file", std::string(test::small_district) + R"(
scenarios:
  - { id: dear, name: { en: Dear, ja: 高い }, change: { assets: { grid: { price: 40 yen/kWh } } } }
  - { id: cut, change: { assets: { grid: { capacity: 40 kW } } } }
  - { id: now }
)");
    make();
    const auto cost = [](const Json& body) { return body.at("first").at("figures").at("cost").get<double>(); };
    const Json own = json(ask_until_ready("{}"));
    EXPECT_EQ(own.at("scenario"), "now");
    EXPECT_EQ(own.at("scenarios").at(0).at("name").at("ja"), "高い");
    EXPECT_EQ(own.at("scenarios").size(), 3u);
    EXPECT_NEAR(cost(own), 24'000, 0.1);
    EXPECT_NEAR(cost(json(ask_until_ready(R"({"scenario": "dear"})"))), 48'000, 0.1);
    EXPECT_EQ(json(ask_until_ready(R"({"scenario": "cut"})")).at("state"), "no_plan");
    EXPECT_EQ(ask("{}").get().status, 200) << "the others are there as before";
    EXPECT_EQ(desk_->hot(), 2u);
    EXPECT_EQ(json(ask(R"({"scenario": "dearer"})").get()).at("detail"), "scenario: one of dear, cut, now is expected");
}

TEST_F(WhatIf, SaysWhyAScenarioCannotBePlanned) {
    std::string text = test::small_district;
    text.replace(text.find("200 kW"), 6, "40 kW");
    district_.emplace(folder_.path() / "file", text);
    make();
    const Json body = json(ask_until_ready("{}"));
    EXPECT_EQ(body.at("state"), "no_plan");
    EXPECT_NE(body.at("findings").at(0).at("message").at("ja"), "");
}

TEST(WhatIfDesk, WithoutASolverThereIsNothingToAsk) {
    const test::TemporaryFolder folder;
    test::WithDistrict district(folder.path(), test::small_district);
    WhatIfDesk desk(*district.in_force, {});
    int status = 0;
    desk.ask("me", "", {}, [&](const Response& response) { status = response.status; });
    EXPECT_EQ(status, 404);
}

}  // namespace
}  // namespace gaiku::server::what_if_test
