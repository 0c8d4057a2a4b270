#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "server/in_force_for_tests.h"
#include "server/live.h"
#include "server/operation.h"
#include "server/server_for_tests.h"

/// What Prometheus reads: its text format 0.0.4, as strictly as `promtool check metrics` takes it.
namespace gaiku::server::metrics_test {
namespace {

/// A family's samples by name and labels; what is wrong with the text is told.
class Exposition {
public:
    explicit Exposition(const std::string& text) {
        EXPECT_TRUE(text.ends_with('\n')) << "the last line ends as all others";
        std::istringstream lines(text);
        for (std::string line; std::getline(lines, line);) read(line);
        for (const auto& [family, type] : types_) {
            EXPECT_TRUE(helped_.contains(family)) << family << " has no help";
            EXPECT_TRUE(sampled_.contains(family)) << family << " has no sample";
            EXPECT_EQ(type == "counter", family.ends_with("_total")) << family;
            for (const char* word : {"gauge", "counter", "milli", "minutes", "kilo", "percent"})
                EXPECT_EQ(family.find(word), std::string::npos) << family << ": base units, no type in a name";
        }
    }
    std::map<std::string, double> samples;

private:
    void read(const std::string& line) {
        static const std::regex help(R"(# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) (\S.*))");
        static const std::regex type(R"(# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram|summary|untyped))");
        static const std::regex sample(
            R"re(([a-zA-Z_:][a-zA-Z0-9_:]*)(\{[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*"(?:,[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*")*\})? (\S+))re");
        std::smatch found;
        if (std::regex_match(line, found, help)) {
            begin(found[1]);
            EXPECT_TRUE(helped_.insert(found[1]).second) << line;
        } else if (std::regex_match(line, found, type)) {
            begin(found[1]);
            EXPECT_FALSE(sampled_.contains(found[1])) << line << ": its type comes before its samples";
            EXPECT_TRUE(types_.emplace(found[1], found[2]).second) << line;
        } else if (std::regex_match(line, found, sample)) {
            EXPECT_EQ(found[1], family_) << line << ": a family stands together, after its type";
            EXPECT_TRUE(types_.contains(found[1])) << line;
            sampled_.insert(found[1]);
            std::size_t read = 0;
            const std::string number = found[3];
            const double value = std::stod(number, &read);
            EXPECT_EQ(read, number.size()) << line;
            EXPECT_TRUE(samples.emplace(found[1].str() + found[2].str(), value).second) << line << ": twice";
        } else {
            ADD_FAILURE() << "no line of the format: " << line;
        }
    }
    void begin(const std::string& family) {
        if (family == family_) return;
        EXPECT_FALSE(types_.contains(family) || helped_.contains(family)) << family << " stands in two places";
        family_ = family;
    }

    std::string family_;
    std::map<std::string, std::string> types_;
    std::set<std::string> helped_, sampled_;
};

TEST(Metrics, AreWhatPrometheusReads) {
    const test::TemporaryFolder folder;
    telemetry::Store store(folder.path());
    const std::string token = new_token(operator_name);
    store.put_operator_token(operator_name, hash_of(token), "test");
    const SystemClock clock;
    test::WithDistrict district(folder.path(), test::small_district);
    Operation operation(*district.in_force, store, clock, {});
    operation.set_broker([] { return true; });
    operation.set_connections([] { return std::size_t{7}; });
    const auto ask = [&](const std::string& path) {
        std::promise<Response> answer;
        Request request;
        request.method = "GET";
        request.target = path;
        request.authorization = "Bearer " + token;
        operation.api().handle(request, [&](Response response) { answer.set_value(std::move(response)); });
        return answer.get_future().get();
    };
    const Response response = ask("/metrics");
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.content_type, "text/plain; version=0.0.4; charset=utf-8");
    const Exposition metrics(response.body);
    EXPECT_EQ(metrics.samples.at("gaiku_connections"), 7);
    EXPECT_EQ(metrics.samples.at("gaiku_broker_ready"), 1);
    EXPECT_EQ(metrics.samples.at("gaiku_live_listeners"), 0);
    EXPECT_EQ(metrics.samples.at("gaiku_display_listeners"), 0);
    EXPECT_EQ(metrics.samples.at("gaiku_devices{state=\"good\"}"), 0);
    EXPECT_GT(metrics.samples.at("gaiku_processor_seconds_total"), 0);
    EXPECT_GT(metrics.samples.at("gaiku_store_bytes"), 0);
    // Listeners of the display are counted, of the district and of each block.
    Request display;
    display.method = "GET";
    for (const char* path : {"/api/v1/display/live", "/api/v1/display/live?block=north"}) {
        display.target = path;
        Response refusal;
        Live* live = operation.api().live(display, refusal);
        ASSERT_NE(live, nullptr);
        const auto listening = live->listen([](const Live::Text&) {});
        EXPECT_EQ(Exposition(ask("/metrics").body).samples.at("gaiku_display_listeners"), 1) << path;
    }
    operation.stop();
}

}  // namespace
}  // namespace gaiku::server::metrics_test
