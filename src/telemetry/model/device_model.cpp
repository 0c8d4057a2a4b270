#include "telemetry/model/device_model.h"

#include <algorithm>
#include <map>

#include "base/embedded.h"
#include "base/file.h"
#include "district/reader.h"
#include "district/yaml.h"
#include "telemetry/measurand.h"

namespace gaiku::telemetry {
namespace {

/// Units that devices send, and what one of them is in the unit that channels have.
struct SentUnit {
    const char* name;
    const char* unit;
    double factor;
};
constexpr SentUnit sent_units[] = {
    {"mWh", "kWh", 1e-6},   {"Wh", "kWh", 1e-3},       {"kWh", "kWh", 1},     {"MWh", "kWh", 1e3},
    {"W", "kW", 1e-3},      {"kW", "kW", 1},           {"V", "V", 1},         {"mV", "V", 1e-3},
    {"A", "A", 1},          {"mA", "A", 1e-3},         {"Hz", "Hz", 1},       {"degC", "degC", 1},
    {"%", "%", 1},          {"W/m2", "W/m2", 1},       {"m3/h", "m3/h", 1},   {"-", "-", 1},
    {"MJ", "kWh", 1 / 3.6}, {"GJ", "kWh", 1000 / 3.6}, {"l/h", "m3/h", 1e-3},
};

std::vector<std::string> unit_names() {
    std::vector<std::string> names;
    for (const auto& unit : sent_units) names.emplace_back(unit.name);
    return names;
}

Section value_section() {
    return {
        .name = "device value",
        .meaning = {"a value in a message", "電文の中の値"},
        .fields = {
            {.key = "channel",
             .kind = Kind::text,
             .meaning = {"channel that it is of", "対応するチャンネル"},
             .required = true},
            {.key = "path",
             .kind = Kind::text,
             .meaning = {"keys down to the value, with points between; with register: down to the registers",
                         "値までのキー（点で区切る）。register があればレジスタ群までのキー"}},
            {.key = "register",
             .kind = Kind::count,
             .meaning = {"number of the register: its key in a map, its place from 0 in a list",
                         "レジスタ番号（マップではキー、リストでは0からの位置）"},
             .maximum = 1e9},
            {.key = "holds",
             .kind = Kind::choice,
             .meaning = {"what the register holds: a decoded number, or words of 16 bits, the long ones in two "
                         "registers beside each other",
                         "レジスタの内容。変換済みの数値か、16ビットの語（長いものは隣り合う二つ）"},
             .preset = "number",
             .choices = {"number", "int16", "uint32", "int32", "float32"}},
            {.key = "words",
             .kind = Kind::choice,
             .meaning = {"which of two words comes first", "二語のうち先に来るほう"},
             .preset = "high_first",
             .choices = {"high_first", "low_first"}},
            {.key = "unit",
             .kind = Kind::choice,
             .meaning = {"unit in the message", "電文での単位"},
             .preset = "-",
             .choices = unit_names()},
            {.key = "factor",
             .kind = Kind::number,
             .meaning = {"every value is multiplied by it; -1 turns its sign", "各値に掛ける係数（-1 で符号を反転）"},
             .preset = "1",
             .minimum = -1e9,
             .maximum = 1e9},
            {.key = "on", .kind = Kind::text, .meaning = {"word for on", "入を表す語"}},
            {.key = "off", .kind = Kind::text, .meaning = {"word for off", "切を表す語"}}}};
}

Section message_section() {
    static const Section value = value_section();
    return {.name = "device message",
            .meaning = {"a message of the device", "機器の電文"},
            .fields = {{.key = "topic",
                        .kind = Kind::text,
                        .meaning = {"topic behind gaiku/DEVICE/; without it gaiku/DEVICE itself",
                                    "gaiku/機器名/ に続くトピック（なければ gaiku/機器名）"}},
                       {.key = "time",
                        .kind = Kind::text,
                        .meaning = {"keys down to the time; without it the time of arrival",
                                    "時刻までのキー（なければ受信時刻）"}},
                       {.key = "time_zone",
                        .kind = Kind::choice,
                        .meaning = {"whether the time bears its zone or is the district's clock",
                                    "時刻に時差が付くか、街区の時計か"},
                        .preset = "stated",
                        .choices = {"stated", "local"}},
                       {.key = "values",
                        .kind = Kind::list,
                        .meaning = {"what it says", "値"},
                        .required = true,
                        .section = &value}}};
}

std::vector<std::string> split(std::string_view path) {
    std::vector<std::string> keys;
    while (!path.empty()) {
        const std::size_t end = std::min(path.find('.'), path.size());
        keys.emplace_back(path.substr(0, end));
        path.remove_prefix(std::min(path.size(), end + 1));
    }
    return keys;
}

DeviceModel::Value::Holds holds_of(std::string_view word) {
    using Holds = DeviceModel::Value::Holds;
    if (word == "int16") return Holds::int16;
    if (word == "uint32") return Holds::uint32;
    if (word == "int32") return Holds::int32;
    return word == "float32" ? Holds::float32 : Holds::number;
}

DeviceModel::Value read_value(const Record& record, Findings& findings) {
    DeviceModel::Value value{record.text("channel"), split(record.text_or("path", {})), record.number("factor"),
                             record.text_or("on", {}), record.text_or("off", {})};
    if (const Value* number = record.find("register"))
        value.number_of_register = static_cast<std::size_t>(number->number);
    value.holds = holds_of(record.text("holds"));
    value.low_word_first = record.text("words") == "low_first";
    if (value.holds != DeviceModel::Value::Holds::number && !value.number_of_register) {
        findings.add(record.finding("missing-key", "register", {"the number of a register", "レジスタ番号"},
                                    {"words of 16 bits are in registers: say in which",
                                     "16ビットの語はレジスタにあります。番号を書いてください"}));
    }
    if (value.path.empty() && !value.number_of_register) {
        findings.add(
            record.finding("missing-key", "path", {"path, register or both", "path か register（または両方）"},
                           {"say where in the message the value stands", "電文のどこに値があるかを書いてください"}));
    }
    const Measurand* measurand = measurand_of(value.channel);
    if (measurand == nullptr) {
        findings.add(record.finding("unknown-reference", "channel",
                                    {"a measurand, such as energy_import", "測定量（例: energy_import）"},
                                    {"see docs/reference/readings.md", "docs/reference/readings.md をご覧ください"}));
        return value;
    }
    const auto sent = std::find_if(std::begin(sent_units), std::end(sent_units),
                                   [&](const SentUnit& unit) { return unit.name == record.text("unit"); });
    if (sent == std::end(sent_units) || sent->unit != measurand->unit) {
        findings.add(record.finding("wrong-unit", "unit", {std::string(measurand->unit), std::string(measurand->unit)},
                                    {"give the unit in the message", "電文での単位を書いてください"}));
        return value;
    }
    value.factor *= sent->factor;
    return value;
}

DeviceModel::Message read_message(const Record& record, Findings& findings) {
    DeviceModel::Message message{
        record.text_or("topic", {}), split(record.text_or("time", {})), record.text("time_zone") == "local", {}};
    for (const auto& [id, value] : record.records("values")) {
        auto read = read_value(*value, findings);
        const auto same = [&](const DeviceModel::Value& other) { return other.channel == read.channel; };
        if (std::any_of(message.values.begin(), message.values.end(), same)) {
            findings.add(value->finding("duplicate-key", "channel",
                                        {"another channel, such as power.l2", "別のチャンネル（例: power.l2）"},
                                        {"a channel has one value at a time: name each its own, with a point behind "
                                         "the measurand",
                                         "チャンネルの値は一時刻に一つです。測定量のあとに点を付けて分けてください"}));
        }
        message.values.push_back(std::move(read));
    }
    const auto of_interval = [](const DeviceModel::Value& value) {
        const Measurand* measurand = measurand_of(value.channel);
        return measurand != nullptr && measurand->kind == Register::difference;
    };
    if (message.time.empty() && std::any_of(message.values.begin(), message.values.end(), of_interval)) {
        findings.add(record.finding("missing-key", "time",
                                    {"keys down to the time that the interval ends at", "区間の終わりの時刻までのキー"},
                                    {"say where the time stands: a message that the broker gives twice would count "
                                     "twice by the time of its arrival",
                                     "時刻の場所を書いてください。受信時刻では、二度届いた電文が二度数えられます"}));
    }
    return message;
}

}  // namespace

const Section& device_model_section() {
    static const Section message = message_section();
    static const Section section{
        .name = "device model",
        .meaning = {"how a product says what it measures", "製品の計測値の伝え方"},
        .fields = {
            {.key = "name", .kind = Kind::localized, .meaning = {"name of the product", "製品名"}, .required = true},
            {.key = "source",
             .kind = Kind::text,
             .meaning = {"where its messages are documented", "電文の出典"},
             .required = true},
            {.key = "register_end",
             .kind = Kind::quantity,
             .unit = "kWh",
             .meaning = {"at which its counters begin anew", "積算値が0に戻る値"},
             .minimum = 1,
             .maximum = 1e12},
            {.key = "messages",
             .kind = Kind::list,
             .meaning = {"its messages", "電文"},
             .required = true,
             .section = &message}}};
    return section;
}

const DeviceModel::Message* DeviceModel::message(std::string_view topic) const {
    const auto found =
        std::find_if(messages.begin(), messages.end(), [&](const Message& one) { return one.topic == topic; });
    return found == messages.end() ? nullptr : &*found;
}

std::optional<DeviceModel> read_device_model(std::string_view yaml, const std::string& id, Findings& findings,
                                             const std::string& called) {
    Findings own;
    const std::string file = called.empty() ? id + ".yaml" : called;
    std::string text(yaml);
    // The YAML library does not return from some texts with zero bytes.
    const NodePtr node = check_text(text, file, own) ? read_yaml(text, file, own) : nullptr;
    std::optional<DeviceModel> model;
    if (node != nullptr && !own.has_errors()) {
        const Tables tables;
        const Overrides overrides;
        const auto record = gaiku::Reader(tables, overrides, *node, own).read(*node, device_model_section(), id, {});
        if (record != nullptr && !own.has_errors()) {
            model = DeviceModel{id, record->name(), record->text("source"), record->number_or("register_end", 0), {}};
            for (const auto& [name, message] : record->records("messages")) {
                auto read = read_message(*message, own);
                if (model->message(read.topic) != nullptr) {
                    own.add(message->finding("duplicate-key", "topic", {"another topic", "別のトピック"},
                                             {"put the values of a topic into one message",
                                              "同じトピックの値は一つの電文にまとめてください"}));
                }
                model->messages.push_back(std::move(read));
            }
        }
    }
    for (Finding finding : own.all()) {
        if (finding.code == "file-empty") {
            finding.fix = {
                "write the model into it (docs/reference/readings.md, \"Device models\"), or remove the file",
                "モデルを書く（docs/reference/readings.md の「Device models」）か、ファイルを消してください"};
        }
        findings.add(std::move(finding));
    }
    return own.has_errors() ? std::nullopt : model;
}

const std::vector<DeviceModel>& shipped_device_models() {
    static const std::vector<DeviceModel> models = [] {
        std::vector<DeviceModel> all;
        for (const auto& file : embedded::device_models()) {
            Findings findings;
            const std::string id(file.name.substr(0, file.name.rfind('.')));
            if (auto model = read_device_model(file.bytes, id, findings)) all.push_back(std::move(*model));
        }
        return all;
    }();
    return models;
}

const DeviceModel* shipped_device_model(std::string_view id) {
    for (const DeviceModel& model : shipped_device_models()) {
        if (model.id == id) return &model;
    }
    return nullptr;
}

}  // namespace gaiku::telemetry
