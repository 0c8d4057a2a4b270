#include "cli/cli.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/embedded.h"

namespace gaiku::cli_test {
namespace {

namespace fs = std::filesystem;

std::string read_all(std::FILE* file) {
    std::string text;
    std::rewind(file);
    for (int c = std::fgetc(file); c != EOF; c = std::fgetc(file)) text += static_cast<char>(c);
    return text;
}

std::string read_all(const fs::path& path) {
    std::stringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

struct Outcome {
    int code = -1;
    std::string out, err;
};

/// Runs a command line as the program does, with files in place of the terminal.
Outcome gaiku(std::vector<std::string> words, bool terminal = false) {
    words.insert(words.begin(), "gaiku");
    std::vector<const char*> arguments;
    for (const auto& word : words) arguments.push_back(word.c_str());
    const FixedClock clock{std::chrono::system_clock::time_point(std::chrono::seconds(1'700'000'000))};
    std::FILE* out = std::tmpfile();
    std::FILE* err = std::tmpfile();
    Outcome outcome;
    outcome.code = run_cli(static_cast<int>(arguments.size()), arguments.data(), {out, err, terminal, clock});
    outcome.out = read_all(out);
    outcome.err = read_all(err);
    std::fclose(out);
    std::fclose(err);
    return outcome;
}

class Cli : public testing::Test {
protected:
    void SetUp() override {
        ::setenv("LC_ALL", "C", 1);
        folder_ =
            fs::temp_directory_path() /
            fmt::format("gaiku-cli-{}-{}", ::getpid(), testing::UnitTest::GetInstance()->current_test_info()->name());
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    [[nodiscard]] std::string at(const std::string& name) const { return (folder_ / name).string(); }
    [[nodiscard]] std::string put(const std::string& name, const std::string& text) const {
        std::ofstream(folder_ / name) << text;
        return at(name);
    }
    [[nodiscard]] static std::string example(const std::string& name) {
        return std::string(GAIKU_SOURCE_DIR) + "/examples/microgrid/" + name + ".yaml";
    }
    /// A file that lays `change` over the first example.
    [[nodiscard]] std::string changed(const std::string& change) const {
        return put("changed.yaml", "include: " + example("1-suburb-rooftop-pv") + "\n" + change);
    }
    [[nodiscard]] std::vector<std::string> names_in(const std::string& name) const {
        std::vector<std::string> all;
        for (const auto& entry : fs::directory_iterator(folder_ / name))
            all.push_back(entry.path().filename().string());
        return all;
    }

    fs::path folder_;
};

TEST_F(Cli, WithoutACommandOrWithAWrongOneSaysHowToGoOn) {
    for (const auto& words : {std::vector<std::string>{},
                              {"paln"},
                              {"plan"},
                              {"plan", "a.yaml", "--speed"},
                              {"check", "x", "--lang", "fr"}}) {
        const Outcome outcome = gaiku(words);
        EXPECT_EQ(outcome.code, 2);
        EXPECT_THAT(outcome.err, testing::HasSubstr("fix: see gaiku --help"));
        EXPECT_EQ(outcome.out, "");
    }
}

TEST_F(Cli, TellsItsVersionAndItsCommands) {
    EXPECT_EQ(gaiku({"--version"}).out, GAIKU_VERSION "\n");
    const Outcome help = gaiku({"--help"});
    EXPECT_EQ(help.code, 0);
    for (const char* command : {"check", "plan", "new", "data", "schema"})
        EXPECT_THAT(help.out, testing::HasSubstr(command));
}

TEST_F(Cli, CheckSaysThatAFileIsGood) {
    const Outcome english = gaiku({"check", example("1-suburb-rooftop-pv")});
    EXPECT_EQ(english.code, 0);
    EXPECT_THAT(english.out, testing::EndsWith(": no findings (6 scenarios)\n"));
    EXPECT_EQ(english.err, "");
    const Outcome japanese = gaiku({"check", example("1-suburb-rooftop-pv"), "--lang", "ja"});
    EXPECT_THAT(japanese.out, testing::EndsWith(": 問題ありません（シナリオ6件）\n"));
}

TEST_F(Cli, TheLocaleChoosesTheLanguage) {
    ::setenv("LC_ALL", "ja_JP.UTF-8", 1);
    EXPECT_THAT(gaiku({"check", example("1-suburb-rooftop-pv")}).out, testing::HasSubstr("問題ありません"));
    EXPECT_THAT(gaiku({"check", example("1-suburb-rooftop-pv"), "--lang", "en"}).out,
                testing::HasSubstr("no findings"));
}

TEST_F(Cli, TheLanguageMayStandBeforeOrBehindAnyCommand) {
    EXPECT_THAT(gaiku({"--lang", "ja", "check", example("1-suburb-rooftop-pv")}).out,
                testing::HasSubstr("問題ありません"));
    EXPECT_THAT(gaiku({"new", "--lang", "ja"}).out, testing::HasSubstr("都市郊外のマイクログリッド"));
    EXPECT_THAT(gaiku({"data", "--lang", "ja", "list"}).out, testing::HasSubstr("出典: "));
    EXPECT_THAT(gaiku({"data", "show", "none_such", "--lang", "ja"}).err, testing::HasSubstr("対処: "));
    EXPECT_THAT(gaiku({"plan", "--lang=ja"}).err, testing::HasSubstr("対処: gaiku --help"));
}

TEST_F(Cli, CheckPrintsEveryFindingAndCountsThem) {
    const std::string file = changed("assets:\n  new_pv: { capacity: 5 kWh }\n  battery: { capasity: 5 kWh }\n");
    const Outcome outcome = gaiku({"check", file});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_EQ(outcome.out, "");
    EXPECT_THAT(outcome.err, testing::HasSubstr(file + ":3:23: error[wrong-unit]: the unit measures something else"));
    EXPECT_THAT(outcome.err, testing::HasSubstr("did you mean: capacity"));
    EXPECT_THAT(outcome.err, testing::EndsWith("2 errors, 0 warnings\n"));
}

// What check lets through, plan must be able to plan.
TEST_F(Cli, CheckFindsWhatCannotBePlanned) {
    for (const char* missing : {"new_pv", "battery"}) {
        const Outcome outcome = gaiku({"check", changed(fmt::format("assets:\n  {}: null\n", missing))});
        EXPECT_EQ(outcome.code, 2) << missing;
        EXPECT_EQ(outcome.out, "");
        EXPECT_THAT(outcome.err, testing::HasSubstr("error[source-missing]")) << missing;
        EXPECT_THAT(outcome.err, testing::HasSubstr("scenario: now-70")) << missing;
        EXPECT_THAT(outcome.err, testing::EndsWith("scenarios that cannot be planned: 6\n")) << missing;
    }
}

TEST_F(Cli, CheckTellsOnceWhatHoldsOfSeveralScenarios) {
    const std::string file = changed(
        "assets:\n  river: { technology: hydro_power, capacity: 3 MW }\n"
        "scenarios:\n  - { era: now, supply_rate: 70 % }\n  - { era: later, supply_rate: 70 % }\n");
    const Outcome outcome = gaiku({"check", file});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, testing::EndsWith(": can be planned (2 scenarios)\n"));
    EXPECT_EQ(outcome.err.find("warning[surplus]"), outcome.err.rfind("warning[surplus]")) << outcome.err;
    EXPECT_THAT(outcome.err, testing::HasSubstr("scenario: now-100, later-100\n"));
}

// A battery that is paid for must not read as none.
TEST_F(Cli, TheSummaryShowsBatteriesOfGivenSize) {
    const Outcome given = gaiku({"plan", changed("assets:\n  battery: { capacity: 7000 kWh }\n"), "--out", at("out")});
    EXPECT_EQ(given.code, 0) << given.err;
    EXPECT_THAT(given.out, testing::HasSubstr("now-70       new PV    3926 kW  battery    7000 kWh"));
    const Outcome both =
        gaiku({"plan", changed("assets:\n  old: { technology: battery, existing: yes, capacity: 1000 kWh }\n"), "--out",
               at("out")});
    EXPECT_THAT(both.out, testing::HasSubstr("now-70       new PV    3926 kW  battery    6318 kWh"));
}

TEST_F(Cli, AFileThatIsNotThereIsAFindingAndNotACrash) {
    const Outcome outcome = gaiku({"check", at("none.yaml")});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_THAT(outcome.err, testing::HasSubstr("error[file-not-readable]"));
}

TEST_F(Cli, PlanWritesItsFourFilesWhole) {
    const Outcome outcome = gaiku({"plan", example("1-suburb-rooftop-pv"), "--out", at("a/b/out")});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_EQ(outcome.err, "") << "no progress bar where nobody looks";
    EXPECT_THAT(outcome.out,
                testing::HasSubstr("now-70       new PV    3926 kW  battery    6318 kWh  capital   24.6 oku yen"));
    EXPECT_THAT(outcome.out, testing::EndsWith("report: " + at("a/b/out/report.html") + "\n"));
    EXPECT_THAT(names_in("a/b/out"),
                testing::UnorderedElementsAre("plan.json", "report.html", "plan.xlsx", "hourly.csv"));
    EXPECT_EQ(nlohmann::json::parse(read_all(fs::path(at("a/b/out/plan.json")))).at("scenarios").size(), 6u);
    EXPECT_TRUE(read_all(fs::path(at("a/b/out/plan.xlsx"))).starts_with("PK"));
    EXPECT_THAT(read_all(fs::path(at("a/b/out/report.html"))), testing::HasSubstr("</html>"));
}

TEST_F(Cli, PlanTwiceReplacesTheFilesWithTheSame) {
    const auto plan = [&] { return gaiku({"plan", example("1-suburb-rooftop-pv"), "--out", at("out")}).code; };
    ASSERT_EQ(plan(), 0);
    const std::string first = read_all(fs::path(at("out/plan.json")));
    const std::string page = read_all(fs::path(at("out/report.html")));
    ASSERT_EQ(plan(), 0);
    EXPECT_EQ(read_all(fs::path(at("out/plan.json"))), first);
    EXPECT_EQ(read_all(fs::path(at("out/report.html"))), page) << "the clock stands still, so nothing differs";
    EXPECT_EQ(names_in("out").size(), 4u);
}

TEST_F(Cli, PlanShowsProgressOnATerminal) {
    const Outcome outcome = gaiku({"plan", example("1-suburb-rooftop-pv"), "--out", at("out"), "--lang", "ja"}, true);
    EXPECT_EQ(outcome.code, 0);
    EXPECT_THAT(outcome.err, testing::HasSubstr("############################## 6/6 シナリオ"));
    EXPECT_THAT(outcome.err, testing::EndsWith("\r\x1b[K"));
    EXPECT_THAT(outcome.out, testing::HasSubstr("報告書: "));
}

// What the solver is at: a year of many places takes longer than one likes to look at a bar that stands.
TEST_F(Cli, PlanShowsIterationAndGapOfTheSolver) {
    const std::string file = std::string(GAIKU_SOURCE_DIR) + "/cases/network/two_blocks/district.yaml";
    const auto err = [&](const std::string& lang, bool terminal) {
        const Outcome run = gaiku({"plan", file, "--solver", "staged", "--out", at("out"), "--lang", lang}, terminal);
        EXPECT_EQ(run.code, 0) << run.err;
        return run.err;
    };
    EXPECT_THAT(err("en", true), testing::ContainsRegex("iteration [0-9]+, gap [0-9.]+e[+-][0-9]+, [0-9]+ s"));
    EXPECT_THAT(err("ja", true), testing::ContainsRegex("反復 [0-9]+、ギャップ [0-9.]+e"));
    EXPECT_EQ(err("en", false).find("iteration"), std::string::npos) << "a file of messages holds none";
}

TEST_F(Cli, PlanOfABrokenFileWritesNothing) {
    const Outcome outcome = gaiku({"plan", changed("plan: { method: macrogrid }\n"), "--out", at("out")});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_THAT(outcome.err, testing::HasSubstr("did you mean: microgrid"));
    EXPECT_FALSE(fs::exists(at("out")));
}

// One variant of a study that cannot be must not cost the others, and must not pass unnoticed.
TEST_F(Cli, AScenarioThatFailsIsNamedAndTheOthersArePlanned) {
    const std::string file = changed(
        "scenarios:\n  - { era: now, supply_rate: 70 % }\n"
        "  - era: bare\n    supply_rate: 70 %\n    change:\n      assets:\n        new_pv: null\n");
    const Outcome outcome = gaiku({"plan", file, "--out", at("out")});
    EXPECT_EQ(outcome.code, 0);
    EXPECT_THAT(outcome.out, testing::HasSubstr("now-70 "));
    EXPECT_THAT(outcome.err, testing::HasSubstr("bare-70: cannot be planned\n"));
    EXPECT_THAT(outcome.err, testing::HasSubstr("error[source-missing]"));
    const auto json = nlohmann::json::parse(read_all(fs::path(at("out/plan.json"))));
    EXPECT_EQ(json.at("scenarios").at(0).at("state"), "planned");
    EXPECT_EQ(json.at("scenarios").at(1).at("state"), "failed");
}

TEST_F(Cli, WhereNoScenarioCanBePlannedTheExitCodeSaysSo) {
    const Outcome outcome = gaiku({"plan", changed("assets:\n  new_pv: null\n"), "--out", at("out")});
    EXPECT_EQ(outcome.code, 1);
    EXPECT_THAT(outcome.err, testing::HasSubstr("now-30: cannot be planned\n"));
}

TEST_F(Cli, AnOutputFolderThatCannotBeMadeIsNamed) {
    const Outcome outcome = gaiku({"plan", example("1-suburb-rooftop-pv"), "--out", put("file", "x") + "/out"});
    EXPECT_EQ(outcome.code, 1);
    EXPECT_THAT(outcome.err, testing::HasSubstr("gaiku: cannot make the folder " + at("file/out")));
}

TEST_F(Cli, AnOutputThatCannotBeWrittenIsNamedAndLeavesNoHalfFiles) {
    const std::string little = changed("resilience: null\nscenarios:\n  - { era: now, supply_rate: 70 % }\n");
    for (const char* name : {"plan.json", "hourly.csv", "plan.xlsx", "report.html"}) {
        fs::create_directories(folder_ / name / "taken" / "by a folder");
        fs::rename(folder_ / name / "taken", folder_ / "taken");
        fs::remove_all(folder_ / "out");
        fs::create_directories(folder_ / "out");
        fs::rename(folder_ / "taken", folder_ / "out" / name);
        const Outcome outcome = gaiku({"plan", little, "--out", at("out")});
        EXPECT_EQ(outcome.code, 1) << name;
        EXPECT_THAT(outcome.err, testing::HasSubstr(name));
        for (const auto& left : names_in("out")) EXPECT_EQ(left.find(".part"), std::string::npos) << left;
    }
}

TEST_F(Cli, NewListsItsTemplatesWithWhatTheyAre) {
    const Outcome outcome = gaiku({"new"});
    EXPECT_EQ(outcome.code, 0);
    EXPECT_THAT(outcome.out, testing::HasSubstr("1-suburb-rooftop-pv      Microgrid in a suburb"));
    EXPECT_EQ(gaiku({"new", "5-mixed-town"}).code, 2) << "a folder is missing";
}

TEST_F(Cli, EveryTemplatePlans) {
    int templates = 0;
    for (const auto& file : embedded::templates()) {
        // What goes with one: a table, or what it includes.
        if (!file.name.ends_with(".yaml") || file.name.find("/base/") != std::string_view::npos) continue;
        const std::string name = fs::path(file.name).stem().string();
        const Outcome made = gaiku({"new", name, at(name)});
        EXPECT_EQ(made.code, 0) << made.err;
        EXPECT_THAT(made.out,
                    testing::HasSubstr("next: gaiku plan " + at(name) + "/district.yaml --out " + at(name) + "/out\n"));
        // The pages' tests plan the year of a network; here it is enough that it is whole, with its table.
        const bool year = !file.name.starts_with("microgrid/");
        std::vector<std::string> words{year ? "check" : "plan", at(name) + "/district.yaml"};
        if (!year) words.insert(words.end(), {"--out", at(name) + "/out"});
        const Outcome planned = gaiku(words);
        EXPECT_EQ(planned.code, 0) << planned.err;
        EXPECT_THAT(planned.err, testing::Not(testing::HasSubstr("error["))) << name;
        ++templates;
    }
    EXPECT_EQ(templates, 12);
}

TEST_F(Cli, ANetworksPlanHasAllFourFilesInEitherLanguage) {
    const std::string file = std::string(GAIKU_SOURCE_DIR) + "/web/fixtures/mixed.yaml";
    for (const char* language : {"en", "ja"}) {
        const Outcome outcome = gaiku({"plan", file, "--lang", language, "--out", at(language)});
        EXPECT_EQ(outcome.code, 0) << "two of three scenarios work";
        EXPECT_THAT(outcome.out, testing::HasSubstr("report.html"));
        EXPECT_THAT(names_in(language),
                    testing::UnorderedElementsAre("plan.json", "hourly.csv", "plan.xlsx", "report.html"));
        EXPECT_THAT(read_all(at(std::string(language) + "/report.html")),
                    testing::HasSubstr(std::string("\"lang\":\"") + language + "\""));
    }
}

TEST_F(Cli, NewNeverOverwritesADistrict) {
    ASSERT_EQ(gaiku({"new", "5-mixed-town", at("town")}).code, 0);
    const std::string mine = put("town/district.yaml", "mine");
    const Outcome again = gaiku({"new", "5-mixed-town", at("town")});
    EXPECT_EQ(again.code, 2);
    EXPECT_THAT(again.err, testing::HasSubstr("is already there"));
    EXPECT_EQ(read_all(fs::path(mine)), "mine");
}

TEST_F(Cli, AnUnknownTemplateIsAnsweredWithTheOneThatWasMeant) {
    const Outcome outcome = gaiku({"new", "5-mixd-town", at("town")});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_THAT(outcome.err, testing::HasSubstr("did you mean: 5-mixed-town\n"));
    EXPECT_FALSE(fs::exists(at("town")));
}

TEST_F(Cli, NewSaysWhereItCannotWrite) {
    const Outcome outcome = gaiku({"new", "5-mixed-town", put("file", "x") + "/town"});
    EXPECT_EQ(outcome.code, 1);
    EXPECT_THAT(outcome.err, testing::HasSubstr("cannot make the folder"));
}

TEST_F(Cli, DataListsAndShowsTheTables) {
    const Outcome list = gaiku({"data", "list", "--lang", "ja"});
    EXPECT_EQ(list.code, 0);
    EXPECT_THAT(list.out, testing::HasSubstr("unit_costs                       マイクログリッドモデルの単価\n"));
    EXPECT_THAT(list.out, testing::HasSubstr("tariffs/high_voltage_example"));
    EXPECT_THAT(list.out, testing::HasSubstr("高圧（例）"));
    EXPECT_THAT(gaiku({"data", "show", "tariffs/high_voltage_example"}).out,
                testing::HasSubstr("time_zone: Asia/Tokyo"));
    EXPECT_THAT(gaiku({"data", "show", "tariffs/high_voltage_exampel"}).err,
                testing::HasSubstr("did you mean: tariffs/high_voltage_example"));
    const Outcome show = gaiku({"data", "show", "unit_costs"});
    EXPECT_EQ(show.out, read_all(fs::path(std::string(GAIKU_SOURCE_DIR) + "/data/unit_costs.csv")));
    const Outcome unknown = gaiku({"data", "show", "unit_cost"});
    EXPECT_EQ(unknown.code, 2);
    EXPECT_THAT(unknown.err, testing::HasSubstr("did you mean: unit_costs\n"));
}

TEST_F(Cli, TheCommittedSchemaIsTheProgramsOwn) {
    const Outcome outcome = gaiku({"schema"});
    EXPECT_EQ(outcome.code, 0);
    EXPECT_TRUE(outcome.out == read_all(fs::path(std::string(GAIKU_SOURCE_DIR) + "/schema/district.schema.json")))
        << "descriptors have changed; run: tools/refresh";
}

// Whoever compares variants of two files wants one table, with what each differs by from its own baseline.
TEST_F(Cli, ComparesTheScenariosOfSeveralFiles) {
    const std::string cases = std::string(GAIKU_SOURCE_DIR) + "/cases/baseline/";
    const Outcome made =
        gaiku({"compare", cases + "by_hand.yaml", cases + "impossible.yaml", "--out", at("out"), "--lang", "en"});
    EXPECT_EQ(made.code, 0) << made.err;
    EXPECT_THAT(names_in("out"), testing::UnorderedElementsAre("compare.html", "compare.json", "compare.xlsx"));
    const auto json = nlohmann::json::parse(read_all(fs::path(at("out")) / "compare.json"));
    const auto& variants = json.at("variants");
    ASSERT_EQ(variants.size(), 4u);
    EXPECT_EQ(variants[1].at("id"), "by_hand/electric");
    EXPECT_EQ(variants[1].at("baseline"), "by_hand/conventional");
    EXPECT_NEAR(variants[0].at("values").at("cost").get<double>(), 43'100, 0.1);
    EXPECT_NEAR(variants[1].at("values").at("cost").get<double>(), 34'600, 0.1);
    EXPECT_EQ(variants[2].at("state"), "failed");
    EXPECT_EQ(variants[3].at("baseline"), nullptr) << "its baseline could not be planned";
    EXPECT_NE(made.out.find("CO2 -42.2 %"), std::string::npos) << made.out;
    EXPECT_NE(made.err.find("no-baseline"), std::string::npos) << made.err;
}

TEST_F(Cli, ComparesNothingThatItCannotReadOrThatIsNoNetwork) {
    const std::string good = std::string(GAIKU_SOURCE_DIR) + "/cases/baseline/by_hand.yaml";
    const Outcome microgrid =
        gaiku({"compare", good, example("1-suburb-rooftop-pv"), "--out", at("out"), "--lang", "en"});
    EXPECT_EQ(microgrid.code, 2);
    EXPECT_NE(microgrid.err.find("method: network"), std::string::npos) << microgrid.err;
    EXPECT_EQ(gaiku({"compare", good, at("nowhere.yaml"), "--out", at("out")}).code, 2);
    EXPECT_FALSE(fs::exists(at("out")));
}

}  // namespace
}  // namespace gaiku::cli_test
