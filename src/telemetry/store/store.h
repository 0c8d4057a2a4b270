#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "telemetry/store/reader.h"
#include "telemetry/store/requests.h"
#include "telemetry/store/writer.h"

namespace gaiku::telemetry {

/// Readings in one folder, kept for decades (docs/decisions/0045-readings-in-sqlite.md). One process at a time may have
/// it open for writing; it may be read and backed up meanwhile. Safe for any number of threads.
///
/// After a StoreError nothing that was acknowledged is lost: the store reads itself anew from its log at the next call.
class Store {
public:
    /// Opens the folder's store, or makes one. Throws StoreError, also where another process has it.
    explicit Store(std::filesystem::path folder, StoreOptions options = {});
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    /// All batches in one transaction. When it returns, what the receipts call stored is on disk; where it throws,
    /// every reading may be sent again.
    [[nodiscard]] std::vector<Receipt> commit(std::span<const Batch> batches);
    /// Brings half-hours up to what was committed.
    void settle();
    /// Readings that half-hours do not show yet.
    [[nodiscard]] std::size_t unsettled();

    /// What changes of its place was so always.
    void put_device(const Device& device, const std::string& who);
    /// Devices that are registered get another place, all or none; one entry of the audit. They stand there from a time
    /// on (Writer::put_device), so that sums of before stay those of where they stood.
    void place_devices(std::span<const Device> devices, TimeMs since, const std::string& who);
    /// Changes a device of the registry, or registers it with the place that the district file says; or gives the
    /// operator another token; or corrects.
    void change(const Request& request);
    /// Makes the changes that other processes ask for (change_registry).
    void take_requests();
    [[nodiscard]] std::vector<Device> devices();
    /// Where devices stood and stand, by name and time.
    [[nodiscard]] std::vector<Placing> placings();
    [[nodiscard]] std::vector<ChannelName> channels();
    [[nodiscard]] std::vector<GroupName> groups();
    /// Hash of the token by which a device, or the operator, is known; see Reader.
    [[nodiscard]] std::string token_hash(const std::string& name);
    void put_operator_token(const std::string& name, const std::string& hash, const std::string& who);
    /// What stands for readings from now on in half-hours; the raw ones stay. Returns for how many. Throws
    /// std::invalid_argument where nothing is done (Writer::correct).
    std::size_t correct(const CorrectionOrder& order);
    /// Drops raw readings of UTC days before one; half-hours stay. Returns how many readings went.
    std::size_t retire(Day before, const std::string& who);

    [[nodiscard]] std::vector<Sample> raw(const ChannelName& name, TimeMs from, TimeMs to);
    /// Of each channel its last raw readings, see Reader; settles before.
    void each_last(const std::function<void(const ChannelName&, std::span<const Sample>)>& take);
    /// The latest time of a channel that is acknowledged; the least where there is none.
    [[nodiscard]] TimeMs newest(const ChannelName& name);
    [[nodiscard]] std::vector<SlotAt> half_hours(const ChannelName& name, TimeMs from, TimeMs to);
    [[nodiscard]] std::vector<SlotAt> half_hours(const GroupName& name, TimeMs from, TimeMs to);
    [[nodiscard]] std::vector<Figure> figures(const ChannelName& name, Period period, TimeMs from, TimeMs to);
    [[nodiscard]] std::vector<Figure> figures(const GroupName& name, Period period, TimeMs from, TimeMs to);
    [[nodiscard]] std::vector<Event> events(const ChannelName& name, TimeMs from, TimeMs to);
    [[nodiscard]] std::vector<ChannelEvent> events_since(TimeMs from);
    [[nodiscard]] std::vector<Correction> corrections(const ChannelName& name);
    [[nodiscard]] std::vector<Conflict> conflicts(const ChannelName& name, TimeMs from, TimeMs to);

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

private:
    /// Runs `work` on the writer, which is made anew after an error.
    template <class Work>
    auto write(Work work);
    template <class Work>
    auto read(Work work);
    void change(Writer& writer, const Request& request, const Writer::Along& along);
    static std::size_t correct(Writer& writer, const CorrectionOrder& order, const Writer::Along& along);
    static std::size_t retire(Writer& writer, Day before, const std::string& who, const Writer::Along& along);

    std::filesystem::path folder_;
    StoreOptions options_;
    int lock_ = -1;
    std::mutex writing_;
    std::unique_ptr<Writer> writer_;
    std::mutex reading_;
    std::unique_ptr<Reader> reader_;
};

}  // namespace gaiku::telemetry
