#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/ssl.h>
#include <sys/resource.h>
#include <unistd.h>
#include <csignal>
#include <fstream>

#include "protocol/mqtt/certificate.h"
#include "server/server_for_tests.h"
#include "server/site.h"
#include "server/topic.h"

/// The server with real sockets.
namespace gaiku::server {
namespace {

using telemetry::Store;
using test::connect_to;
using test::ever;
using test::exchange;
using test::exchange_by_tls;
using test::power;
using test::Server;
using ::testing::HasSubstr;
using ::testing::StartsWith;

/// A subscription to gaiku/# is one to "gaiku" as well.
TEST(Topics, HaveADeviceOrNone) {
    EXPECT_EQ(parse_topic("gaiku/plug/tele/SENSOR").device, "plug");
    EXPECT_EQ(parse_topic("gaiku/plug/tele/SENSOR").rest, "tele/SENSOR");
    EXPECT_EQ(parse_topic("gaiku/plug").device, "plug");
    EXPECT_EQ(parse_topic("gaiku/plug").rest, "");
    for (const char* none : {"gaiku", "gaik", "", "gaiku/", "gaiku//readings", "other/plug/readings"})
        EXPECT_EQ(parse_topic(none).device, "") << none;
}

TEST_F(Server, A2xxMeansStored) {
    const std::string answer =
        post(token_, R"({"id":"a7","channel":"power","time":"2026-11-28T00:00:00Z","value":1.5})");
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 200"));
    EXPECT_THAT(answer, HasSubstr(R"("stored":1)"));
    EXPECT_EQ(store_.raw(power, 0, ever).size(), 1U);
    EXPECT_THAT(post(token_, "time,power\n2026-11-28T00:00:00Z,1.5\n2026-11-28T00:01:00Z,2\n", "text/csv"),
                HasSubstr(R"("duplicates":1)"));
    EXPECT_THAT(
        post(token_, "{\"channel\":\"power\",\"time\":\"2026-11-28T00:02:00Z\",\"value\":3}\n", "application/x-ndjson"),
        HasSubstr(R"("stored":1)"));
    EXPECT_EQ(store_.raw(power, 0, ever).size(), 3U);
}

TEST_F(Server, AMediaTypeIsTheSameInCapitals) {
    EXPECT_THAT(post(token_, "time,power\n2026-11-28T00:00:00Z,1\n", "Text/CSV ; charset=utf-8"),
                HasSubstr(R"("stored":1)"));
    EXPECT_THAT(post(token_, "time,power\n", "text/csvx"), HasSubstr("content-type"));
}

TEST_F(Server, OnlyItsTokenMakesADevice) {
    const std::string body = R"({"channel":"power","time":"2026-11-28T00:00:00Z","value":1})";
    EXPECT_THAT(post("", body), StartsWith("HTTP/1.1 401"));
    EXPECT_THAT(post("m1.guessed", body), StartsWith("HTTP/1.1 401"));
    EXPECT_THAT(post("m2." + token_.substr(3), body), StartsWith("HTTP/1.1 401"));
    EXPECT_THAT(post(operator_token_, body), StartsWith("HTTP/1.1 403"));
    EXPECT_TRUE(store_.raw(power, 0, ever).empty());
    const std::string others =
        "/api/v1/series?device=m2&channel=power&from=2026-11-28T00:00:00Z&to=2026-11-29T00:00:00Z";
    EXPECT_THAT(ask("GET", others, token_), StartsWith("HTTP/1.1 403"));
}

/// Before it has come: what strangers send is not held.
TEST_F(Server, RefusesALargeBodyByItsHeader) {
    const auto ask_with = [&](const std::string& token, std::size_t length) {
        return exchange(http_->port(), "POST /api/v1/readings HTTP/1.1\r\nHost: t\r\nAuthorization: Bearer " + token +
                                           "\r\nContent-Length: " + std::to_string(length) + "\r\n\r\n[");
    };
    EXPECT_THAT(ask_with("m1.guessed", 15U << 20U), StartsWith("HTTP/1.1 401"));
    EXPECT_THAT(ask_with("m1.guessed", 100'000), StartsWith("HTTP/1.1 401"));
    EXPECT_THAT(ask_with("m1.guessed", 17U << 20U), StartsWith("HTTP/1.1 401"));
    EXPECT_THAT(ask_with(token_, 17U << 20U), StartsWith("HTTP/1.1 413"));
    const std::string in_chunks =
        "POST /api/v1/readings HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n10001\r\n" +
        std::string(0x10001, ' ') + "\r\n";
    EXPECT_THAT(exchange(http_->port(), in_chunks), StartsWith("HTTP/1.1 401"));
}

TEST_F(Server, TellsWhatIsWrongWithARequest) {
    EXPECT_THAT(post(token_, "{oops"), HasSubstr("bad-json"));
    EXPECT_THAT(post(token_, "x", "image/png"), HasSubstr("content-type"));
    EXPECT_THAT(post(token_, R"([{"channel":"pwr","time":"2026-11-28T00:00:00Z","value":1}])"),
                HasSubstr("unknown-channel"));
    EXPECT_THAT(ask("GET", "/api/v1/readings", token_), StartsWith("HTTP/1.1 405"));
    EXPECT_THAT(ask("GET", "/nothing", token_), StartsWith("HTTP/1.1 404"));
    EXPECT_THAT(ask("GET", "/%zz", token_), StartsWith("HTTP/1.1 400"));
    EXPECT_THAT(ask("GET", "/api/v1/series?device=m1&channel=power", token_), HasSubstr("bad-time"));
    EXPECT_THAT(ask("GET", "/health", ""), HasSubstr(R"("status":"ok")"));
    EXPECT_THAT(exchange(http_->port(), "nonsense\r\n\r\n"), testing::Not(StartsWith("HTTP/1.1 200")));
}

TEST_F(Server, SaysThatItsStoreCannotBeWritten) {
    const std::string reading = R"({"channel":"power","time":"2026-11-28T00:00:00Z","value":1})";
    rlimit files{};
    ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &files), 0);
    const auto before = std::signal(SIGXFSZ, SIG_IGN);
    rlimit none = files;
    none.rlim_cur = 0;  // no file may grow, as on a full disk
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &none), 0);
    const std::string refused = post(token_, reading), sick = ask("GET", "/health", "");
    setrlimit(RLIMIT_FSIZE, &files);
    EXPECT_THAT(refused, StartsWith("HTTP/1.1 50"));
    EXPECT_THAT(sick, StartsWith("HTTP/1.1 503"));
    EXPECT_THAT(sick, HasSubstr(R"("status":"store")"));
    EXPECT_THAT(post(token_, reading), HasSubstr(R"("stored":1)"));
    EXPECT_THAT(ask("GET", "/health", ""), HasSubstr(R"("status":"ok")"));
    std::signal(SIGXFSZ, before);
}

TEST_F(Server, GivesSeriesByHalfHourDayAndMonth) {
    std::string csv = "time,energy_import\n";
    for (int i = 0; i <= 48; ++i) {
        csv += "2026-11-28T" + std::string(i / 2 < 10 ? "0" : "") + std::to_string(i / 2 % 24) +
               (i % 2 == 0 ? ":00" : ":30") + ":00+09:00," + std::to_string(100 + i) + "\n";
        if (i == 47) {
            csv += "2026-11-29T00:00:00+09:00,148\n";
            break;
        }
    }
    ASSERT_THAT(post(token_, csv, "text/csv"), HasSubstr(R"("stored":49)"));
    store_.settle();
    const std::string span = "&from=2026-11-01T00:00:00%2B09:00&to=2026-12-01T00:00:00+09:00";
    EXPECT_THAT(ask("GET", "/api/v1/series?device=m1&channel=energy_import&by=day" + span, token_),
                HasSubstr(R"("value":48,"half_hours":48,"channels":1,"marked":false)"));
    EXPECT_THAT(
        ask("GET", "/api/v1/series?level=building&name=tower&measurand=energy_import&by=month&format=csv" + span,
            operator_token_),
        HasSubstr("2026-10-31T15:00:00Z,2026-11-30T15:00:00Z,48,48,1,true"));
    EXPECT_THAT(ask("GET", "/api/v1/series?device=m1&channel=energy_import&by=raw&format=csv" + span, token_),
                HasSubstr("2026-11-27T15:00:00Z,100\n"));
    EXPECT_THAT(ask("GET", "/api/v1/groups", operator_token_), HasSubstr("tower"));
    EXPECT_THAT(ask("GET", "/api/v1/channels", token_), HasSubstr("kWh"));
}

TEST_F(Server, TellsWhatValidationFound) {
    ASSERT_THAT(post(token_,
                     "time,energy_import\n2026-11-28T00:00:00Z,100\n2026-11-28T00:30:00Z,101\n"
                     "2026-11-28T01:00:00Z,2\n",
                     "text/csv"),
                HasSubstr(R"("stored":3)"));
    store_.settle();
    const std::string asked =
        "/api/v1/events?device=m1&channel=energy_import&from=2026-11-28T00:00:00Z&to=2026-11-29T00:00:00Z";
    EXPECT_THAT(ask("GET", asked, token_),
                HasSubstr(R"({"code":"reset","detail":"101 → 2 kWh","time":"2026-11-28T01:00:00Z"})"));
    EXPECT_THAT(
        ask("GET", "/api/v1/events?level=district&measurand=power&from=2026-11-28T00:00:00Z&to=2026-11-29T00:00:00Z",
            operator_token_),
        StartsWith("HTTP/1.1 400"));
}

TEST_F(Server, ShowsTheFilesOfItsSiteAndNoOthers) {
    const auto site_folder = folder_.path() / "site";
    std::filesystem::create_directories(site_folder / "plan");
    const auto write = [](const std::filesystem::path& file, const char* text) { std::ofstream(file) << text; };
    write(site_folder / "index.html", "<p>index");
    write(site_folder / "plan" / "index.html", "<p>plan");
    write(site_folder / "plan" / "a b.csv", "a,b");
    write(site_folder / ".hidden", "secret");
    std::filesystem::create_directories(site_folder / "two\r\nlines");
    write(folder_.path() / "outside", "secret");
    std::filesystem::create_symlink(folder_.path() / "outside", site_folder / "link");
    const Site site(site_folder);
    Api api([this](const std::string& name) { return store_.token_hash(name); });
    add_readings(api, store_, intake_);
    api.set_pages([&](const Call& call) { return site.file(call.target.path); });
    const Http http(api, {.port = 0});
    const auto get = [&](const std::string& path, const std::string& method = "GET") {
        return exchange(http.port(), method + " " + path + " HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n");
    };
    EXPECT_THAT(get("/"), testing::AllOf(StartsWith("HTTP/1.1 200"), HasSubstr("text/html"), HasSubstr("<p>index")));
    EXPECT_THAT(get("/plan/"), HasSubstr("<p>plan"));
    EXPECT_THAT(get("/plan"), testing::AllOf(StartsWith("HTTP/1.1 301"), HasSubstr("Location: /plan/\r\n")));
    EXPECT_THAT(get("/two%0d%0alines"), HasSubstr("Location: /two%0D%0Alines/\r\n"));
    EXPECT_THAT(get("/plan/a%20b.csv"), testing::AllOf(HasSubstr("text/csv"), HasSubstr("nosniff")));
    EXPECT_THAT(get("/plan/", "HEAD"), testing::Not(HasSubstr("<p>plan")));
    for (const char* path :
         {"/.hidden", "/link", "/../outside", "/plan/../../outside", "/%2e%2e/outside", "/plan%2f..%2f..%2foutside",
          "//etc/passwd", "/index.html/", "/index.html%00", "/nothing"}) {
        EXPECT_THAT(get(path), testing::AllOf(StartsWith("HTTP/1.1 404"), testing::Not(HasSubstr("secret")))) << path;
    }
    EXPECT_THAT(get("/", "POST"), StartsWith("HTTP/1.1 405"));
    EXPECT_THAT(get("/api/v1/channels"), StartsWith("HTTP/1.1 401"));
    EXPECT_THROW(Site(folder_.path() / "outside"), std::runtime_error);
}

TEST_F(Server, SpeaksTlsAsItsCertificateSays) {
    const auto files = mqtt::own_certificate(folder_.path() / "certificate", "localhost");
    const auto others = mqtt::own_certificate(folder_.path() / "other", "localhost");
    const Http https(api_, {.port = 0, .tls = Listen::Certificate{files.certificate, files.key}});
    const std::string body = R"({"channel":"power","time":"2026-11-28T00:00:00Z","value":1})";
    const std::string request =
        "POST /api/v1/readings HTTP/1.1\r\nHost: t\r\nConnection: close\r\nAuthorization: Bearer " + token_ +
        "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    EXPECT_THAT(exchange_by_tls(https.port(), request, files.ca), HasSubstr(R"("stored":1)"));
    EXPECT_THAT(exchange_by_tls(https.port(), request, files.ca, TLS1_2_VERSION), HasSubstr(R"("duplicates":1)"));
    EXPECT_EQ(exchange_by_tls(https.port(), request, files.ca, TLS1_1_VERSION), "");
    EXPECT_EQ(exchange_by_tls(https.port(), request, others.ca), "");
    EXPECT_THAT(exchange(https.port(), request), testing::Not(HasSubstr("stored")));
    EXPECT_EQ(store_.raw(power, 0, ever).size(), 1U);
    EXPECT_THROW(Http(api_, {.port = 0, .tls = Listen::Certificate{files.ca, files.key}}), std::runtime_error);
}

}  // namespace
}  // namespace gaiku::server
