#include "telemetry/store/registry.h"

#include <sqlite3.h>
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

}  // namespace

void change_registry(const std::filesystem::path& folder, const Request& request, std::chrono::milliseconds longest) {
    if (!is_device_name(request.change.name))
        throw std::invalid_argument("\"" + request.change.name + "\" cannot name a device");
    if (const auto store = open_alone(folder)) return store->change(request);
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

}  // namespace gaiku::telemetry
