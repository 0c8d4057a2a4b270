#include <algorithm>
#include <array>

#include "district/measured/each.h"
#include "district/measured/reader.h"

namespace gaiku {
namespace {

constexpr std::array of_files{"column",          "time",     "unit",      "date", "time_is", "interval",
                              "daylight_saving", "encoding", "skip_lines"};
constexpr std::array of_stores{"device", "channel", "level", "name", "measurand"};

class SourceCheck {
public:
    SourceCheck(const Record& entry, Findings& findings) : entry_(entry), findings_(findings) {}

    void check() {
        const bool file = entry_.has("file"), store = entry_.has("store");
        if (file && store) {
            findings_.add(entry_.finding("contradiction", "store", {"either file or store", "file か store の一方"},
                                         {"remove one of the two", "どちらかを消してください"}));
        } else if (store) {
            refuse(of_files, {"columns and clocks belong to a file", "列や時計の指定はファイルの場合だけです"});
            check_store();
        } else {
            refuse(of_stores, {"what of a store; this entry names a file", "ストアの系列の指定（この項目はファイル）"});
            for (const char* key : {"file", "column", "time", "unit"}) {
                if (!entry_.has(key)) lacks(key);
            }
        }
    }

private:
    void lacks(const char* key) {
        findings_.add(entry_.finding(
            "missing-key", key,
            {"a file with column, time and unit, or a store with a device and its channel or a level and its measurand",
             "file（column・time・unit とともに）、または store（device と channel、か level と measurand とともに）"},
            {std::string("add \"") + key + ":\"", std::string("「") + key + ":」を追加してください"}));
    }

    bool given(const char* key) const {
        const Value* value = entry_.find(key);
        return value != nullptr && value->origin == Origin::given;
    }

    template <class Keys>
    void refuse(const Keys& keys, const Text& expected) {
        for (const char* key : keys) {
            if (given(key))
                findings_.add(entry_.finding("contradiction", key, expected, {"remove it", "消してください"}));
        }
    }

    void check_store() {
        if (given("device") || given("channel")) {
            for (const char* key : {"level", "name", "measurand"}) {
                if (!given(key)) continue;
                findings_.add(entry_.finding(
                    "contradiction", key, {"either a channel of a device, or a sum", "機器のチャンネルか合計の一方"},
                    {"remove it, or device and channel", "これか device と channel を消してください"}));
            }
            for (const char* key : {"device", "channel"}) {
                if (!given(key)) lacks(key);
            }
            return;
        }
        for (const char* key : {"level", "measurand"}) {
            if (!given(key)) lacks(key);
        }
        if (!given("level")) return;
        const std::string& level = entry_.text("level");
        const bool one_of_many = level == "building" || level == "block";
        if (one_of_many && !given("name")) lacks("name");
        if (!one_of_many && given("name")) {
            findings_.add(entry_.finding(
                "contradiction", "name", {"the name of a building or a block", "建物か街区ブロックの名前"},
                {"remove it: there is one " + level, "消してください（" + level + " は一つです）"}));
        }
    }

    const Record& entry_;
    Findings& findings_;
};

}  // namespace

void check_measured_sources(const District& district, Findings& findings) {
    each_measured(district, [&](const std::string&, const Record& entry) {
        if (!entry.broken()) SourceCheck(entry, findings).check();
    });
}

}  // namespace gaiku
