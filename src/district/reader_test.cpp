#include "district/reader.h"

#include "district/machine_for_tests.h"

namespace gaiku {
namespace {

using test::finding_of;
using test::findings_of;
using test::good;
using Strings = std::vector<std::string>;

std::string machine(const std::string& entries) {
    return "assets: {m: {" + entries + "}}";
}

const Record& m(const District& district) {
    return *district.assets().at(0).second;
}

TEST(Reader, FillsInDefaultsAndSaysWhereTheyComeFrom) {
    const District district = good("");
    const Value& price = m(district).at("price");
    EXPECT_EQ(price.number, 298'000);
    EXPECT_EQ(price.origin, Origin::data);
    EXPECT_EQ(price.written, "298,000 yen/kW");
    EXPECT_EQ(price.data_row, "unit_costs rooftop_pv");
    EXPECT_EQ(price.mark, "I");
    EXPECT_THAT(price.source.en, testing::HasSubstr("document 002"));
    const Value& loss = m(district).at("loss");
    EXPECT_EQ(loss.origin, Origin::preset);
    EXPECT_EQ(loss.number, 0.05);
    EXPECT_EQ(loss.written, "5 %");
    const Value& capacity = m(district).at("capacity");
    EXPECT_EQ(capacity.origin, Origin::given);
    EXPECT_EQ(capacity.position.file, "base.yaml");
}

TEST(Reader, ADefaultFollowsTheRowThatTheFileNames) {
    EXPECT_EQ(m(good(machine("type: mega_solar"))).number("price"), 253'000);
}

TEST(Reader, AReferenceToARowHasTheRowsNumbersAndTheDistrictsOwn) {
    const District district =
        good(machine("type: mega_solar") + "\ndata: {unit_costs: {mega_solar: {capital: 20 万円/kW}}}");
    const auto& cells = m(district).at("type").cells;
    EXPECT_EQ(cells.at("capital"), 200'000);
    EXPECT_EQ(cells.at("upkeep"), 5'450);
    EXPECT_FALSE(cells.contains("capital_energy")) << "the row has no such number";
}

TEST(Reader, AGivenValueWinsOverTheDefault) {
    const District district = good(machine("price: 25 万円/kW"));
    EXPECT_EQ(m(district).number("price"), 250'000);
    EXPECT_EQ(m(district).at("price").origin, Origin::given);
}

TEST(Reader, AWordMayStandInsteadOfAQuantity) {
    const District district = good(machine("capacity: sized, shares: [20 %, rest]"));
    EXPECT_TRUE(m(district).says("capacity", "sized"));
    EXPECT_EQ(m(district).at("shares").numbers.at(0), 0.2);
    EXPECT_TRUE(std::isnan(m(district).at("shares").numbers.at(1)));
}

TEST(Reader, AWordThatIsNearlyRightIsSuggested) {
    const Finding finding = finding_of(machine("capacity: size"));
    EXPECT_EQ(finding.code, "not-a-number");
    EXPECT_EQ(finding.suggestion, "sized");
    EXPECT_EQ(finding.expected.en, "a number with the unit kW, or sized");
}

TEST(Reader, EveryFaultOfADocumentIsFoundAtOnce) {
    EXPECT_EQ(findings_of("district: {id: Town!, regoin: 6}\nassets: {m: {capacity: 5, units: 1.5, colour: red}}\n"
                          "economics: {subsidy: 120 %}\nscenarios: [{era: now, supply_rate: 0 %}]"),
              (Strings{"not-an-id district.id", "unknown-key district.regoin", "missing-unit assets.m.capacity",
                       "out-of-range assets.m.units", "unknown-key assets.m.colour", "out-of-range economics.subsidy",
                       "out-of-range scenarios[0].supply_rate"}));
}

TEST(Reader, AnUnknownKeyIsFoundAtItsPlaceWithTheOneThatWasMeant) {
    const Finding finding = finding_of("\nassets: {m: {capasity: 5 kW}}");
    EXPECT_EQ(finding.code, "unknown-key");
    EXPECT_EQ(finding.position.str(), "t.yaml:2:14");
    EXPECT_EQ(finding.suggestion, "capacity");
}

TEST(Reader, RangesAreTheDescriptorsAndIncludeTheirEnds) {
    EXPECT_TRUE(findings_of(machine("capacity: 0 kW")).empty());
    EXPECT_TRUE(findings_of(machine("capacity: 1 MW")).empty());
    EXPECT_TRUE(findings_of(machine("shares: 3/3")).empty());
    const Finding finding = finding_of(machine("capacity: 1.001 MW"));
    EXPECT_EQ(finding.code, "out-of-range");
    EXPECT_EQ(finding.expected.en, "0 kW to 1,000 kW");
    EXPECT_EQ(finding.expected.ja, "0 kW から 1,000 kW");
    EXPECT_EQ(finding_of(machine("capacity: -1 kW")).code, "out-of-range");
}

TEST(Reader, EachKindOfEntryRefusesTheOthers) {
    EXPECT_EQ(finding_of(machine("capacity: [1 kW]")).code, "wrong-kind");
    EXPECT_EQ(finding_of(machine("shares: {a: 1 %}")).code, "wrong-kind");
    EXPECT_EQ(finding_of("district: {name: [a]}").code, "wrong-kind");
    EXPECT_EQ(finding_of("district: {name: {fr: Ville}}").code, "unknown-key");
    EXPECT_EQ(finding_of("plan: 5").code, "wrong-kind");
    EXPECT_EQ(finding_of("scenarios: {a: 1}").code, "wrong-kind");
    EXPECT_EQ(finding_of("assets: {m: 5}").code, "wrong-kind");
    EXPECT_EQ(finding_of("assets: {機械: {technology: machine, capacity: 5 kW}}").code, "not-an-id");
    EXPECT_EQ(finding_of("plan: {method: macrogrid}").suggestion, "microgrid");
    EXPECT_EQ(finding_of(machine("existing: perhaps")).code, "not-a-choice");
}

TEST(Reader, YesAndNoAreReadInBothLanguages) {
    for (const char* yes : {"yes", "true", "はい"})
        EXPECT_TRUE(m(good(machine("existing: " + std::string(yes)))).yes("existing"));
    for (const char* no : {"no", "false", "いいえ"})
        EXPECT_FALSE(m(good(machine("existing: " + std::string(no)))).yes("existing"));
}

TEST(Reader, NamesAreReadInOneLanguageOrBoth) {
    EXPECT_EQ(good("district: {name: 街区}").about().name(), (Text{"街区", "街区"}));
    EXPECT_EQ(good("district: {name: {ja: 街区, en: Block}}").about().name(), (Text{"Block", "街区"}));
    EXPECT_EQ(m(good("")).name(), (Text{"m", "m"})) << "the id where no name is given";
}

TEST(Reader, ReferencesMustNameSomethingThatIsThere) {
    EXPECT_EQ(finding_of(machine("type: rooftop")).code, "unknown-reference");
    EXPECT_EQ(finding_of("buildings: {homes: {electricity_profile: houshold}}").suggestion, "household");
    EXPECT_EQ(finding_of("buildings: {homes: {block: north}}").code, "unknown-reference");
    EXPECT_TRUE(findings_of("blocks: {north: {name: 北}}\nbuildings: {homes: {block: north}}").empty());
    EXPECT_TRUE(findings_of("profiles: {own: {hours: [1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]}}\n"
                            "buildings: {homes: {electricity_profile: own}}")
                    .empty());
}

// Of a long list the beginning is printed: the rows of the same use stand there, then those of the same level.
TEST(Reader, AnUnknownRowIsAnsweredWithItsOwnUseFirst) {
    const auto of_row = [](const std::string& row) {
        Findings findings;
        (void)test::read("buildings: {homes: {use: hotel, unit_load: " + row + "}}", findings);
        for (const Finding& finding : findings.all()) {
            if (finding.code == "unknown-reference") return finding;
        }
        ADD_FAILURE() << row << " is taken";
        return Finding{};
    };
    EXPECT_TRUE(of_row("hotel/zeb_readi").expected.en.starts_with("one of: hotel/"));
    EXPECT_EQ(of_row("hotel/zeb_readi").suggestion, "hotel/zeb_ready");
    const Finding hospital = of_row("hospital/conventional");
    EXPECT_TRUE(hospital.expected.en.starts_with("one of: hospital/handbook, office/conventional, retail/conventional"))
        << hospital.expected.en;
    EXPECT_EQ(hospital.suggestion, "") << "the load of another use is no correction";
}

TEST(Reader, AProfileHasTwentyFourHours) {
    const Finding finding = finding_of("profiles: {own: {hours: [1, 2, 3]}}");
    EXPECT_EQ(finding.code, "wrong-length");
    EXPECT_EQ(finding.expected.en, "24 entries; here are 3");
}

TEST(Reader, WhatIsRequiredIsAskedFor) {
    EXPECT_EQ(findings_of("assets: {m: {capacity: null}}"), Strings{"missing-key assets.m.capacity"});
    EXPECT_EQ(findings_of("environment: null"), Strings{"missing-key environment"});
    EXPECT_EQ(findings_of("economics: {margin_on_demand: null}"), Strings{"missing-key economics.margin_on_demand"});
}

TEST(Reader, LongValuesAreShortenedInMessages) {
    std::string text;
    for (int i = 0; i < 40; ++i) text += "街";
    const Finding finding = finding_of("plan: {method: " + text + "}");
    EXPECT_LE(finding.value.size(), 84u);
    EXPECT_TRUE(finding.value.ends_with("街...")) << "cut between characters, not within one";
}

TEST(Record, AskingForWhatIsNotThereIsAFaultOfTheProgram) {
    const District district = good("");
    EXPECT_EQ(m(district).find("units"), nullptr);
    EXPECT_EQ(m(district).number_or("units", 3), 3);
    EXPECT_EQ(m(district).text_or("source", "none"), "none");
    EXPECT_FALSE(m(district).says("capacity", "sized"));
    EXPECT_TRUE(m(district).records("units").empty());
    EXPECT_THROW((void)m(district).number("units"), std::logic_error);
}

TEST(Record, GivesValuesAsQuantities) {
    EXPECT_EQ(m(good("")).quantity<dimension::power>("capacity"), Power(5));
}

}  // namespace
}  // namespace gaiku
