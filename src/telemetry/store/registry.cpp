#include "telemetry/store/registry.h"

#include <sqlite3.h>
#include <algorithm>
#include <memory>
#include <thread>

#include "telemetry/store/schema.h"
#include "telemetry/store/store.h"

namespace gaiku::telemetry {
namespace {

using namespace std::chrono_literals;
using Real = std::chrono::steady_clock;

/// The store, where no other process has it.
std::unique_ptr<Store> open_alone(const std::filesystem::path& folder) {
    try {
        return std::make_unique<Store>(folder);
    } catch (const StoreError& error) {
        if ((error.code() & 0xFF) == SQLITE_BUSY) return nullptr;
        throw;
    }
}

StoreError not_taken(const std::filesystem::path& folder, const char* why) {
    return {SQLITE_BUSY, folder.string() + ": " + why + "; nothing was changed: stop that program first"};
}

/// Asks the process that has the store open, and returns when it has taken the request.
void ask_writer(const std::filesystem::path& folder, const Request& request, std::chrono::milliseconds longest) {
    Database database(folder / store_file, {});
    if (layout_of(database) < layout_with_requests)
        throw not_taken(folder, "an older program that takes no changes has the store open");
    Transaction asking(database);
    const std::int64_t id = put_request(database, request);
    asking.commit();
    const auto until = Real::now() + longest;
    for (auto alone = Real::now() + 1s; is_open(database, id);) {
        const auto now = Real::now();
        if (now > until && drop_request(database, id))
            throw not_taken(folder, "the program that has the store open does not answer");
        // It may have ended without seeing the request; who opens the store takes it.
        if (now > alone) {
            (void)open_alone(folder);
            alone = now + 1s;
        }
        std::this_thread::sleep_for(20ms);
    }
}

/// Latest correction of all; what comes behind it is new.
std::int64_t last_correction(Database& database) {
    auto query = database.prepare("SELECT coalesce(max(id), 0) FROM corrections");
    query.step();
    return query.integer(0);
}

std::int64_t readings_before(Database& database, Day before) {
    auto query = database.prepare("SELECT coalesce(sum(readings), 0) FROM days WHERE (key & 4194303) < ?");
    query.bind(before).step();
    return query.integer(0);
}

}  // namespace

void change_registry(const std::filesystem::path& folder, const Request& request, std::chrono::milliseconds longest) {
    if (!is_device_name(request.change.name))
        throw std::invalid_argument("\"" + request.change.name + "\" cannot name a device");
    if (const auto store = open_alone(folder)) return store->change(request);
    ask_writer(folder, request, longest);
}

std::size_t correct_readings(const std::filesystem::path& folder, const CorrectionOrder& order,
                             std::chrono::milliseconds longest) {
    if (const auto store = open_alone(folder)) return store->correct(order);
    Database database(folder / store_file, {});
    const std::int64_t before = last_correction(database);
    ask_writer(folder, {{}, order.who, false, order}, longest);
    auto made = database.prepare(
        "SELECT count(*) FROM corrections JOIN channels ON channels.id = corrections.channel WHERE corrections.id > ? "
        "AND device = ? AND name = ? AND time >= ? AND time < ? AND made_by = ? AND reason = ?");
    made.bind(before, order.name.device, order.name.channel, order.from, order.to, order.who, order.reason).step();
    if (made.integer(0) == 0) {
        throw std::invalid_argument(order.name.device + " " + order.name.channel +
                                    ": there is no such channel, or no reading in that span that this would change, or "
                                    "it is no longer kept, or there are too many; nothing was changed");
    }
    return static_cast<std::size_t>(made.integer(0));
}

std::size_t retire_readings(const std::filesystem::path& folder, Day before, const std::string& who,
                            std::chrono::milliseconds longest) {
    if (const auto store = open_alone(folder)) return store->retire(before, who);
    Database database(folder / store_file, {});
    if (layout_of(database) < layout_with_retiring)
        throw not_taken(folder, "an older program that drops no readings has the store open");
    const std::int64_t there = readings_before(database, before);
    ask_writer(folder, {{}, who, false, {}, before}, longest);
    return static_cast<std::size_t>(std::max<std::int64_t>(0, there - readings_before(database, before)));
}

}  // namespace gaiku::telemetry
