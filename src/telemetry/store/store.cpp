#include "telemetry/store/store.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <unistd.h>
#include <algorithm>
#include <chrono>

#include "telemetry/store/audit.h"
#include "telemetry/time_text.h"

namespace gaiku::telemetry {
namespace {

/// What the audit calls a change of the registry.
const char* deed(const Device* was, const Device& now) {
    if (was == nullptr) return "device registered";
    if (was->token_hash == now.token_hash) return "device changed";
    return now.token_hash.empty() ? "token removed" : "token made";
}

int lock_folder(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    const std::filesystem::path file = folder / "lock";
    const int descriptor = open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0644);
    if (descriptor < 0) throw StoreError(SQLITE_CANTOPEN, folder.string() + ": the folder cannot be written");
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        close(descriptor);
        throw StoreError(SQLITE_BUSY, folder.string() + ": another process has the store open; stop it first");
    }
    return descriptor;
}

/// The audit's row, and what else goes with it.
Writer::Along audited(Writer& writer, const std::string& who, const std::string& what, const std::string& detail,
                      const Writer::Along& more = {}) {
    return [=, now = writer.now()](Database& database) {
        append_audit(database, now, who, what, detail);
        if (more) more(database);
    };
}

std::string told(const CorrectionOrder& order) {
    std::string text = order.name.device + " " + order.name.channel + " " + print_time(order.from);
    if (!order.instant()) text += " to " + print_time(order.to);
    switch (order.how) {
        case CorrectionOrder::How::value:
            text += fmt::format(" {}", order.value);
            break;
        case CorrectionOrder::How::pass_over:
            text += " passed over";
            break;
        case CorrectionOrder::How::set_aside:
            text += " by what was set aside";
            break;
    }
    return text + ": " + order.reason;
}

}  // namespace

Store::Store(std::filesystem::path folder, StoreOptions options)
    : folder_(std::move(folder)), options_(std::move(options)), lock_(lock_folder(folder_)) {
    try {
        writer_ = std::make_unique<Writer>(folder_ / store_file, options_);
        take_requests();
    } catch (...) {
        reader_.reset();
        writer_.reset();
        close(lock_);
        throw;
    }
}

Store::~Store() {
    reader_.reset();
    writer_.reset();
    close(lock_);
}

template <class Work>
auto Store::write(Work work) {
    const std::scoped_lock hold(writing_);
    if (writer_ == nullptr) writer_ = std::make_unique<Writer>(folder_ / store_file, options_);
    try {
        return work(*writer_);
    } catch (const std::invalid_argument&) {
        throw;  // before anything was done
    } catch (...) {
        writer_.reset();
        throw;
    }
}

template <class Work>
auto Store::read(Work work) {
    const std::scoped_lock hold(reading_);
    if (reader_ == nullptr) reader_ = std::make_unique<Reader>(folder_, options_.vfs);
    try {
        return work(*reader_);
    } catch (...) {
        reader_.reset();
        throw;
    }
}

std::vector<Receipt> Store::commit(std::span<const Batch> batches) {
    return write([&](Writer& writer) { return writer.commit(batches); });
}

void Store::settle() {
    write([](Writer& writer) { writer.settle(); });
}

std::size_t Store::unsettled() {
    return write([](Writer& writer) { return writer.unpacked(); });
}

void Store::put_device(const Device& device, const std::string& who) {
    if (!is_device_name(device.name)) throw std::invalid_argument("\"" + device.name + "\" cannot name a device");
    write([&](Writer& writer) {
        const Device* was = writer.channels().device(device.name);
        if (was != nullptr && *was == device) return;
        writer.put_device(device, {}, audited(writer, who, deed(was, device), device.name));
    });
}

void Store::place_devices(std::span<const Device> devices, TimeMs since, const std::string& who) {
    if (devices.empty()) return;
    write([&](Writer& writer) {
        std::vector<Device> changed;
        for (const Device& device : devices) {
            const Device* was = writer.channels().device(device.name);
            if (was == nullptr) continue;
            Device now = *was;
            now.block = device.block;
            now.building = device.building;
            now.asset = device.asset;
            now.counts = device.counts;
            changed.push_back(std::move(now));
        }
        std::string detail = std::to_string(changed.size()) + ":";
        constexpr std::size_t most_named = 20;
        for (std::size_t i = 0; i < std::min(changed.size(), most_named); ++i) detail += " " + changed[i].name;
        writer.put_devices(changed, since, audited(writer, who, "devices placed", detail));
    });
}

void Store::change(const Request& request) {
    if (!request.correction && !request.retire_before && !is_device_name(request.change.name))
        throw std::invalid_argument("\"" + request.change.name + "\" cannot name a device");
    write([&](Writer& writer) { change(writer, request, {}); });
}

/// `along` happens in the same transaction, also where there is nothing to change.
void Store::change(Writer& writer, const Request& request, const Writer::Along& along) {
    if (request.correction) {
        correct(writer, *request.correction, along);
        return;
    }
    if (request.retire_before) {
        retire(writer, *request.retire_before, request.who, along);
        return;
    }
    const DeviceChange& change = request.change;
    const Device* was = writer.channels().device(change.name);
    const Device now = change.of(was == nullptr ? writer.described(change.name) : *was);
    if (!request.of_operator && (was == nullptr || *was != now)) {
        return writer.put_device(now, request.since, audited(writer, request.who, deed(was, now), change.name, along));
    }
    Transaction transaction(writer.database());
    if (request.of_operator) {
        writer.put_setting("token_hash " + change.name, change.token_hash.value_or(""));
        audited(writer, request.who, "token made", change.name)(writer.database());
    }
    if (along) along(writer.database());
    transaction.commit();
}

void Store::take_requests() {
    write([&](Writer& writer) {
        for (const Asked& asked : open_requests(writer.database())) {
            const auto drop = [id = asked.id](Database& database) { drop_request(database, id); };
            try {
                const Request& request = asked.request;
                if (!request.correction && !request.retire_before && !is_device_name(request.change.name))
                    throw std::invalid_argument("no name");
                change(writer, asked.request, drop);
            } catch (const std::invalid_argument&) {
                drop(writer.database());  // nothing was done; who asks looks before and says so
            }
        }
    });
}

std::vector<Device> Store::devices() {
    return read([](Reader& reader) { return reader.devices(); });
}

std::vector<Placing> Store::placings() {
    return read([](Reader& reader) { return reader.placings(); });
}

std::vector<ChannelName> Store::channels() {
    return read([](Reader& reader) { return reader.channels(); });
}

std::vector<GroupName> Store::groups() {
    return read([](Reader& reader) { return reader.groups(); });
}

std::string Store::token_hash(const std::string& name) {
    return read([&](Reader& reader) { return reader.token_hash(name); });
}

void Store::put_operator_token(const std::string& name, const std::string& hash, const std::string& who) {
    DeviceChange token;
    token.name = name;
    token.token_hash = hash;
    change(Request{std::move(token), who, true});
}

std::size_t Store::correct(const CorrectionOrder& order) {
    return write([&](Writer& writer) { return correct(writer, order, {}); });
}

std::size_t Store::correct(Writer& writer, const CorrectionOrder& order, const Writer::Along& along) {
    return writer.correct(order, writer.now(), audited(writer, order.who, "correction", told(order), along));
}

std::size_t Store::retire(Day before, const std::string& who) {
    return write([&](Writer& writer) { return retire(writer, before, who, {}); });
}

std::size_t Store::retire(Writer& writer, Day before, const std::string& who, const Writer::Along& along) {
    return writer.retire(before,
                         audited(writer, who, "raw readings dropped", "before " + print_time(begin_of(before)), along));
}

std::vector<Sample> Store::raw(const ChannelName& name, TimeMs from, TimeMs to) {
    // The tail first: what is packed in between is then found twice, never missed.
    std::vector<Sample> samples = write([&](Writer& writer) {
        const Channel* channel = writer.channels().find(name.device, name.channel);
        return channel == nullptr ? std::vector<Sample>{} : writer.tail(*channel, from, to);
    });
    const auto packed = read([&](Reader& reader) { return reader.packed(name, from, to); });
    samples.insert(samples.end(), packed.begin(), packed.end());
    std::sort(samples.begin(), samples.end(), [](const Sample& a, const Sample& b) { return a.time < b.time; });
    samples.erase(std::unique(samples.begin(), samples.end()), samples.end());
    return samples;
}

void Store::each_last(const std::function<void(const ChannelName&, std::span<const Sample>)>& take) {
    settle();
    read([&](Reader& reader) { reader.each_last(take); });
}

TimeMs Store::newest(const ChannelName& name) {
    return write([&](Writer& writer) {
        const Channel* channel = writer.channels().find(name.device, name.channel);
        return channel == nullptr ? std::numeric_limits<TimeMs>::min() : channel->newest;
    });
}

std::vector<SlotAt> Store::half_hours(const ChannelName& name, TimeMs from, TimeMs to) {
    return read([&](Reader& reader) { return reader.half_hours(name, from, to); });
}

std::vector<SlotAt> Store::half_hours(const GroupName& name, TimeMs from, TimeMs to) {
    return read([&](Reader& reader) { return reader.half_hours(name, from, to); });
}

std::vector<Figure> Store::figures(const ChannelName& name, Period period, TimeMs from, TimeMs to) {
    return read([&](Reader& reader) { return reader.figures(name, period, from, to); });
}

std::vector<Figure> Store::figures(const GroupName& name, Period period, TimeMs from, TimeMs to) {
    return read([&](Reader& reader) { return reader.figures(name, period, from, to); });
}

std::vector<Event> Store::events(const ChannelName& name, TimeMs from, TimeMs to) {
    return read([&](Reader& reader) { return reader.events(name, from, to); });
}

std::vector<ChannelEvent> Store::events_since(TimeMs from) {
    return read([&](Reader& reader) { return reader.events_since(from); });
}

std::vector<Correction> Store::corrections(const ChannelName& name) {
    return read([&](Reader& reader) { return reader.corrections(name); });
}

std::vector<Conflict> Store::conflicts(const ChannelName& name, TimeMs from, TimeMs to) {
    return read([&](Reader& reader) { return reader.conflicts(name, from, to); });
}

}  // namespace gaiku::telemetry
