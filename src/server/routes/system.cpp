#include "server/routes/system.h"

#include <fmt/format.h>
#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>
#include <fstream>

#include "server/routes/json_body.h"
#include "telemetry/store/maintain.h"
#include "telemetry/time_text.h"

namespace gaiku::server {
namespace {

namespace fs = std::filesystem;

std::uintmax_t bytes_of(const fs::path& folder) {
    std::uintmax_t bytes = 0;
    std::error_code error;
    for (const char* file : {"readings.db", "readings.db-wal"}) {
        const auto size = fs::file_size(folder / file, error);
        if (!error) bytes += size;
    }
    return bytes;
}

/// What one line of Prometheus' text says.
class Metrics {
public:
    void add(const char* name, const char* type, const char* help, double value) {
        text_ +=
            fmt::format("# HELP gaiku_{} {}\n# TYPE gaiku_{} {}\ngaiku_{} {}\n", name, help, name, type, name, value);
    }
    void add(const char* name, const char* help, const char* label,
             const std::vector<std::pair<std::string, double>>& values) {
        text_ += fmt::format("# HELP gaiku_{} {}\n# TYPE gaiku_{} gauge\n", name, help, name);
        for (const auto& [key, value] : values)
            text_ += fmt::format("gaiku_{}{{{}=\"{}\"}} {}\n", name, label, key, value);
    }
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    std::string text_;
};

double processor_seconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double most_memory_bytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) * 1024;
}

/// Resident memory of now; 0 where the system does not say it.
double memory_bytes() {
    std::ifstream file("/proc/self/statm");
    double whole_pages = 0, resident_pages = 0;
    file >> whole_pages >> resident_pages;
    return file ? resident_pages * static_cast<double>(sysconf(_SC_PAGESIZE)) : 0;
}

/// What the program has allocated, what of it is the store's cache, and what is free and not given back to the system.
void add_memory(Metrics& all) {
    const auto heap = mallinfo2();
    all.add("memory_bytes", "gauge", "Resident memory.", memory_bytes());
    all.add("most_memory_bytes", "gauge", "Largest resident memory so far.", most_memory_bytes());
    all.add("heap_used_bytes", "gauge", "Memory that the program has allocated.",
            static_cast<double>(heap.uordblks + heap.hblkhd));
    all.add("heap_free_bytes", "gauge", "Memory that the program has let go and keeps for later.",
            static_cast<double>(heap.fordblks));
    all.add("store_memory_bytes", "gauge", "Memory of SQLite, most of it its page cache.",
            static_cast<double>(telemetry::store_memory_bytes()));
}

std::string metrics(telemetry::Store& store, telemetry::Intake& intake, const Facts& facts) {
    Metrics all;
    all.add("started_seconds", "gauge", "When the server started, since 1970.",
            static_cast<double>(facts.started) / 1000);
    all.add("processor_seconds_total", "counter", "Processor time used.", processor_seconds());
    add_memory(all);
    all.add("store_bytes", "gauge", "Size of the store with its log.", static_cast<double>(bytes_of(store.folder())));
    all.add("queued_readings", "gauge", "Readings that wait to be committed.", static_cast<double>(intake.queued()));
    all.add("unsettled_readings", "gauge", "Committed readings that half-hours do not show yet.",
            static_cast<double>(store.unsettled()));
    all.add("live_listeners", "gauge", "Clients of live events.", static_cast<double>(facts.listeners()));
    all.add("display_listeners", "gauge", "Clients of the public display's live events.",
            static_cast<double>(facts.display_listeners()));
    all.add("connections", "gauge", "Open connections.", static_cast<double>(facts.connections()));
    all.add("listed_alarms", "gauge", "Alarms that are listed.", static_cast<double>(facts.listed_alarms()));
    all.add("devices", "Registered devices by what is known of them now.", "state",
            {{"good", static_cast<double>(facts.good_devices())},
             {"late", static_cast<double>(facts.late_devices())},
             {"silent", static_cast<double>(facts.silent_devices())}});
    if (facts.broker_ready)
        all.add("broker_ready", "gauge", "1: the MQTT broker serves us.", facts.broker_ready() ? 1 : 0);
    return all.text();
}

Json status(telemetry::Store& store, telemetry::Intake& intake, Accounts& accounts, const Facts& facts) {
    return {{"version", GAIKU_VERSION},
            {"time", accounts.now()},
            {"started", facts.started},
            {"store", store.folder().string()},
            {"store_bytes", bytes_of(store.folder())},
            {"queued", intake.queued()},
            {"unsettled", store.unsettled()},
            {"listeners", facts.listeners()},
            {"connections", facts.connections()},
            {"broker", facts.broker_ready ? Json(facts.broker_ready()) : Json(nullptr)},
            {"devices",
             {{"good", facts.good_devices()}, {"late", facts.late_devices()}, {"silent", facts.silent_devices()}}}};
}

Response backup(telemetry::Store& store, Accounts& accounts, const std::string& who) {
    std::string name = telemetry::print_time(accounts.now());
    std::erase_if(name, [](char letter) { return letter == ':' || letter == '-'; });
    fs::path folder = fs::absolute(store.folder());
    if (folder.filename().empty()) folder = folder.parent_path();
    const fs::path to = folder.parent_path() / (folder.filename().string() + "-backup-" + name);
    telemetry::backup_store(store.folder(), to);
    accounts.note(who, "backup made", to.string());
    return json_answer({{"folder", to.string()}, {"bytes", bytes_of(to)}}, 201);
}

}  // namespace

void add_system(Api& api, telemetry::Store& store, telemetry::Intake& intake, Accounts& accounts, SlowWork& slow,
                Facts facts) {
    const auto known = std::make_shared<const Facts>(std::move(facts));
    api.add({"GET", "/api/v1/status", readers, [&, known](const Call&, const Answer& answer) {
                 answer(json_answer(status(store, intake, accounts, *known)));
             }});
    api.add({"GET", "/metrics", readers, [&, known](const Call&, const Answer& answer) {
                 answer({200, "text/plain; version=0.0.4; charset=utf-8", metrics(store, intake, *known)});
             }});
    api.add({"POST", "/api/v1/backup", administrators, [&](const Call& call, const Answer& answer) {
                 slowly(slow, answer, [&, who = call.asker.name] { return backup(store, accounts, who); });
             }});
}

}  // namespace gaiku::server
