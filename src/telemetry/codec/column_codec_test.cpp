#include "telemetry/codec/column_codec.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <bit>
#include <cmath>
#include <random>

#include "telemetry/codec/integers.h"

namespace gaiku::telemetry {
namespace {

std::vector<Sample> half_hours_of_a_counter(std::size_t count) {
    std::vector<Sample> samples;
    std::int64_t wh = 123'456'000;
    for (std::size_t i = 0; i < count; ++i) {
        samples.push_back({1'795'824'000'000 + static_cast<TimeMs>(i) * ms_a_slot, static_cast<double>(wh) / 1000});
        wh += static_cast<std::int64_t>(i * 37 % 400);
    }
    return samples;
}

void expect_round_trip(const std::vector<Sample>& samples, const std::string& what) {
    std::vector<Sample> back;
    ASSERT_TRUE(decode_samples(encode_samples(samples), back)) << what;
    ASSERT_EQ(back.size(), samples.size()) << what;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        EXPECT_EQ(back[i].time, samples[i].time) << what;
        EXPECT_EQ(std::bit_cast<std::uint64_t>(back[i].value), std::bit_cast<std::uint64_t>(samples[i].value)) << what;
    }
}

TEST(ColumnCodec, GivesEveryReadingBackToTheLastBit) {
    expect_round_trip({}, "nothing");
    expect_round_trip({{0, 0}}, "one");
    expect_round_trip({{-5, 1e12}, {7, -1e12}}, "far apart");
    expect_round_trip({{1, 0.1}, {2, 0.3}, {3, 1e-9}}, "decimals");
    expect_round_trip({{1, 1.0 / 3}, {2, M_PI}}, "no decimals");
    expect_round_trip({{1, 9e15}, {2, 0.001}}, "large and fine at once");
    expect_round_trip({{1, -0.0}, {2, 5e-324}, {3, std::nan("")}}, "values that a store refuses");
    expect_round_trip(half_hours_of_a_counter(48), "a day of a meter");
}

TEST(ColumnCodec, GivesBackRandomColumns) {
    const unsigned seed = std::random_device{}();
    std::mt19937_64 random(seed);
    for (int round = 0; round < 300; ++round) {
        std::vector<Sample> samples(random() % 200);
        TimeMs time = static_cast<TimeMs>(random() % 4'000'000'000'000);
        const auto step = std::int64_t{1} << random() % 40;
        const double scale = std::pow(10.0, static_cast<double>(random() % 12));
        for (Sample& sample : samples) {
            time += static_cast<TimeMs>(random() % static_cast<std::uint64_t>(step));
            sample = {time, static_cast<double>(random() % 2'000'000) / scale * (random() % 2 == 0 ? 1 : -1)};
            if (sample.value == 0) sample.value = 0;
        }
        expect_round_trip(samples, "seed " + std::to_string(seed) + ", round " + std::to_string(round));
    }
}

TEST(ColumnCodec, ADayOfAMeterTakesLessThanTwoBytesAReading) {
    EXPECT_LT(encode_samples(half_hours_of_a_counter(48)).size(), 2 * 48);
    const std::vector<Sample> frozen(1440, Sample{0, 5.5});
    EXPECT_LT(encode_samples(frozen).size(), 40);  // a value that does not move takes no room
}

TEST(ColumnCodec, EveryFlippedBitIsFound) {
    const std::string good = encode_samples(half_hours_of_a_counter(10));
    std::vector<Sample> back;
    for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
        std::string bad = good;
        bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << bit % 8));
        EXPECT_FALSE(decode_samples(bad, back)) << "bit " << bit;
    }
    EXPECT_FALSE(decode_samples(good.substr(0, good.size() - 1), back));
}

TEST(PackedIntegers, TakeTheWholeRange) {
    const std::vector<std::int64_t> numbers{-largest_packed, largest_packed - 1, 0, -1, 1};
    std::string bytes;
    ByteWriter to(bytes);
    pack_integers(numbers, to);
    ByteReader from(bytes);
    std::vector<std::int64_t> back;
    ASSERT_TRUE(unpack_integers(from, numbers.size(), back));
    EXPECT_EQ(back, numbers);
    EXPECT_EQ(from.left(), 0U);
}

}  // namespace
}  // namespace gaiku::telemetry
