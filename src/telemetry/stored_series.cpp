#include "telemetry/stored_series.h"

#include <fmt/format.h>
#include <algorithm>

#include "base/suggest.h"
#include "telemetry/store/schema.h"
#include "telemetry/store/store.h"

namespace gaiku::telemetry {
namespace {

constexpr TimeMs ms_a_minute = 60'000;
constexpr int minutes_a_slot = 30;
constexpr double hours_a_slot = 0.5;
constexpr TimeMs ever = begin_of((1 << 22) - 2);

using Tell = std::function<void(Finding)>;

Finding finding_of(const char* code, const char* key, std::string value, Text expected, Text fix) {
    Finding finding;
    finding.code = code;
    finding.path = key;
    finding.value = std::move(value);
    finding.expected = std::move(expected);
    finding.fix = std::move(fix);
    return finding;
}

/// The first of them, for people: ": a, b, c …".
std::string some_of(std::vector<std::string> names) {
    constexpr std::size_t most = 6;
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    std::string text;
    for (std::size_t i = 0; i < std::min(most, names.size()); ++i) text += (i == 0 ? ": " : ", ") + names[i];
    return text + (names.size() > most ? " …" : "");
}

/// A name of several that are known.
bool is_known(const char* key, const std::string& name, const std::vector<std::string>& known, const Text& expected,
              const Tell& tell) {
    if (std::find(known.begin(), known.end(), name) != known.end()) return true;
    const std::string some = some_of(known);
    Finding finding = finding_of(
        "unknown-reference", key, name, {expected.en + some, expected.in(Language::ja) + some},
        {"correct the name, or let its readings be stored first", "名前を直すか、先に計測値を保存してください"});
    finding.suggestion = suggest(name, known);
    tell(std::move(finding));
    return false;
}

class HalfHours : public SeriesPort {
public:
    HalfHours(const StoredSeries& what, const Tell& tell) : what_(what), tell_(tell) {}

    /// False with what is wrong told. Throws StoreError where the store is damaged.
    bool read(Reader& reader) {
        const bool channel = !what_.device.empty();
        if (!(channel ? knows_channel(reader) : knows_sum(reader)) || !measures_energy()) return false;
        slots_ = channel ? reader.half_hours(ChannelName{what_.device, what_.channel}, 0, ever)
                         : reader.half_hours(GroupName{what_.level, what_.name, what_.measurand}, 0, ever);
        std::erase_if(slots_, [](const SlotAt& one) { return one.slot.channels == 0; });
        if (slots_.empty()) {
            tell_(
                finding_of("series-too-short", key(), name(),
                           {"readings of a year; there is no half-hour yet", "1年分の計測値（30分値がまだありません）"},
                           {"name another series, or wait until there is a year",
                            "別の系列を指定するか、1年分たまってから使ってください"}));
            return false;
        }
        offset_ = LocalDays(reader.time_zone()).standard_offset(slots_.front().begin);
        for (const SlotAt& one : slots_) most_channels_ = std::max(most_channels_, one.slot.channels);
        return true;
    }

    std::optional<SeriesExtent> extent() override {
        return SeriesExtent{local(slots_.front().begin), local(slots_.back().begin) + minutes_a_slot, minutes_a_slot,
                            0};
    }

    std::vector<IntervalValue> between(LocalMinutes begin, LocalMinutes end) override {
        std::vector<IntervalValue> values(static_cast<std::size_t>((end - begin) / minutes_a_slot));
        for (const SlotAt& one : slots_) {
            const LocalMinutes at = local(one.begin);
            if (at < begin || at >= end) continue;
            values[static_cast<std::size_t>((at - begin) / minutes_a_slot)] = value_of(one.slot);
        }
        return values;
    }

private:
    [[nodiscard]] LocalMinutes local(TimeMs time) const { return (time + offset_) / ms_a_minute; }
    [[nodiscard]] const char* key() const { return what_.device.empty() ? "measurand" : "channel"; }
    [[nodiscard]] const std::string& name() const { return what_.device.empty() ? what_.measurand : what_.channel; }

    [[nodiscard]] IntervalValue value_of(const Slot& slot) const {
        // In the order of the reader of files, so that a year and its export give the same plan to the last digit.
        double kw = static_cast<double>(slot.micro) / micro_a_unit * what_.factor;
        if (is_energy_) kw /= hours_a_slot;
        Quality quality = slot.marks != 0 ? Quality::estimated : Quality::measured;
        if (slot.channels < most_channels_) quality = Quality::incomplete;
        return {kw, quality, 0};
    }

    bool knows_channel(Reader& reader) {
        std::vector<std::string> devices, channels;
        for (const ChannelName& one : reader.channels()) {
            devices.push_back(one.device);
            if (one.device == what_.device) channels.push_back(one.channel);
        }
        return is_known("device", what_.device, devices, {"a device of the store", "ストアにある機器"}, tell_) &&
               is_known("channel", what_.channel, channels, {"a channel of the device", "機器のチャンネル"}, tell_);
    }

    bool knows_sum(Reader& reader) {
        std::vector<std::string> names, measurands;
        for (const GroupName& one : reader.groups()) {
            if (one.level != what_.level) continue;
            names.push_back(one.name);
            if (one.name == what_.name) measurands.push_back(one.measurand);
        }
        const char* of = what_.name.empty() ? "level" : "name";
        if (std::find(names.begin(), names.end(), what_.name) == names.end() && what_.name.empty()) {
            tell_(finding_of("unknown-reference", of, what_.level,
                             {"a level of which the store has sums", "ストアに合計のある範囲"},
                             {"let readings of it be stored first", "先に計測値を保存してください"}));
            return false;
        }
        return is_known(of, what_.name, names, {"a place of which the store has sums", "ストアに合計のある場所"},
                        tell_) &&
               is_known("measurand", what_.measurand, measurands,
                        {"a measurand of which the store has a sum there", "その場所の合計がある計測項目"}, tell_);
    }

    bool measures_energy() {
        const Measurand* measurand = measurand_of(name());
        if (measurand != nullptr && (measurand->unit == "kWh" || measurand->unit == "kW")) {
            is_energy_ = measurand->unit == "kWh";
            return true;
        }
        tell_(finding_of(
            "wrong-unit", key(), name(), {"an energy (kWh) or a power (kW)", "エネルギー量（kWh）か電力など（kW）"},
            {"name a counter, a difference register or a power", "積算値・時限値・電力のいずれかを指定してください"}));
        return false;
    }

    StoredSeries what_;
    Tell tell_;
    std::vector<SlotAt> slots_;
    TimeMs offset_ = 0;
    std::uint32_t most_channels_ = 0;
    bool is_energy_ = true;
};

}  // namespace

void settle_if_free(const std::filesystem::path& folder) {
    try {
        // Who only reads makes no store and brings none to a newer layout.
        if (Reader(folder, {}).layout() == schema_version()) Store(folder).settle();
    } catch (const StoreError&) {
        // A server has it, or it may not be written: then it is read as it is.
    }
}

std::unique_ptr<SeriesPort> open_series(const StoredSeries& what, const Tell& tell) {
    const auto refuse = [&](std::string value, Text expected, Text fix) {
        tell(finding_of("file-not-readable", "store", std::move(value), std::move(expected), std::move(fix)));
        return nullptr;
    };
    if (!std::filesystem::exists(what.folder / store_file)) {
        return refuse(what.folder.string(),
                      {fmt::format("a folder with a store of readings ({})", store_file),
                       fmt::format("計測値のストア（{}）のあるフォルダー", store_file)},
                      {"name the folder that gaiku serve was given with --data",
                       "gaiku serve の --data に指定したフォルダーを書いてください"});
    }
    settle_if_free(what.folder);
    try {
        Reader reader(what.folder, {});
        const int layout = reader.layout();
        if (layout < 1 || layout > schema_version()) {
            return refuse(fmt::format("{}: layout {}", what.folder.string(), layout),
                          {fmt::format("a store of layout 1 to {}", schema_version()),
                           fmt::format("レイアウト1～{}のストア", schema_version())},
                          {"use the version of gaiku that wrote it", "それを作成した版の gaiku を使ってください"});
        }
        auto series = std::make_unique<HalfHours>(what, tell);
        if (!series->read(reader)) return nullptr;
        return series;
    } catch (const StoreError& error) {
        return refuse(error.what(), {"a store that can be read", "読み取れるストア"},
                      {"check it with gaiku store check, or restore a backup",
                       "gaiku store check で確かめるか、バックアップから復元してください"});
    }
}

}  // namespace gaiku::telemetry
