#include "server/operation.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "operate/alarms_json.h"
#include "operate/image_json.h"
#include "operate/stuck.h"
#include "operate/today.h"
#include "server/pages/pages.h"
#include "server/routes/accounts.h"
#include "server/routes/district.h"
#include "server/routes/district_file.h"
#include "server/routes/readings.h"
#include "server/routes/registry.h"
#include "server/routes/system.h"
#include "server/routes/what_if.h"

namespace gaiku::server {
namespace {

using telemetry::TimeMs;

/// Texts in which alarms stand after they changed, and every how many without a change: who was slow catches up.
constexpr int alarm_texts = 5, alarms_every = 15;
constexpr std::chrono::seconds look_every{5};

std::vector<std::string> ids_of_blocks(const operate::Surroundings& surroundings) {
    std::vector<std::string> ids;
    for (const auto& [id, name] : surroundings.blocks()) ids.push_back(id);
    return ids;
}

/// A page of the program itself.
Response page(const Request& request, const std::string& path) {
    const PageFile* file = page_file(path);
    if (file == nullptr) return problem(404, "not-found", "no such page");
    Response response{200, std::string(file->content_type), {}};
    response.headers = {
        {"Content-Security-Policy",
         "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
         "frame-ancestors 'none'; form-action 'self'; base-uri 'none'; object-src 'none'"},
        {"ETag", std::string(file->etag)},
        // Names of assets hold a hash of them; the page itself is asked for anew.
        {"Cache-Control", path.starts_with("/assets/") ? "public, max-age=31536000, immutable" : "no-cache"},
        {"Content-Encoding", "gzip"},
        {"Vary", "Accept-Encoding"}};
    if (request.none_match == file->etag) {
        response.status = 304;
        std::erase_if(response.headers, [](const auto& header) { return header.first == "Content-Encoding"; });
    } else {
        response.body = std::string(file->gzip);
    }
    return response;
}

}  // namespace

struct Operation::Parts {
    Parts(DistrictInForce& of_district, telemetry::Store& of_store, const Clock& clock, const Options& options)
        : in_force(of_district),
          store(of_store),
          time_zone(options.time_zone),
          intake(store, {}, [this](auto batches, auto receipts) { latest.take(batches, receipts); }),
          accounts(store.folder(), clock),
          alarm_log(store.folder()),
          alarms({alarm_log.open(), alarm_log.last_id()}, [this](auto changed) { alarm_log.put(changed); }),
          display(ids_of_blocks(in_force.now()->surroundings), options.time_zone),
          picture(surroundings_of(in_force.now()), store, latest, clock, options.follow_readings),
          what_if(in_force, options.planning),
          api([this](const std::string& name) { return store.token_hash(name); }) {
        finish_placing(in_force, store, accounts, picture.now()->time);
        remember_assets(in_force, store);
        latest.load(store);
        if (!options.site.empty()) site.emplace(options.site);
        add_routes();
        picture.tell([this](const auto& image) { tell(*image); });
        watch = std::jthread([this](const std::stop_token& stop) { look(stop); });
    }
    ~Parts() { watch.request_stop(); }

    static std::shared_ptr<const operate::Surroundings> surroundings_of(const InForcePtr& now) {
        return {now, &now->surroundings};
    }

    /// Blocks and devices join or go: whoever asks from now on is told of them.
    void join(const InForcePtr& now) {
        display.set_blocks(ids_of_blocks(now->surroundings));
        picture.set(surroundings_of(now));
        today_due = true;
    }

    void add_routes() {
        add_readings(api, store, intake);
        add_now(api, picture);
        api.add_live("/api/v1/live", readers, live);
        add_accounts(api, accounts, slow, [this](const std::string& id) {
            const InForcePtr now = in_force.now();
            const auto& buildings = now->district.buildings();
            const std::string building = id.substr(0, id.find('.'));
            if (std::none_of(buildings.begin(), buildings.end(),
                             [&](const auto& one) { return one.first == building; }))
                return false;
            if (building == id) return true;
            // A home in it, by its meter.
            const auto devices = store.devices();
            return std::any_of(devices.begin(), devices.end(),
                               [&](const auto& one) { return one.name == id && one.building == building; });
        });
        add_alarms(api, alarms, alarm_log, accounts);
        add_display(api, picture, display);
        add_described(api, store, {in_force, time_zone, [this] { return picture.now()->time; }});
        add_district_file(api, in_force, store, accounts, slow,
                          {[this](const InForcePtr& now) { join(now); }, [this] { return picture.now()->time; }});
        add_registry(api, in_force, store, slow, [this] { return picture.now()->time; });
        add_system(api, store, intake, accounts, slow, facts());
        add_what_if(api, what_if);
        const std::string id = in_force.now()->district.about().text("id");
        if (site) add_plans(api, *site, store, id, [this] { return picture.now()->time; });
        api.set_pages([this](const Call& call) {
            const std::string& path = call.target.path;
            constexpr std::string_view plans = "/plans/";
            if (!path.starts_with(plans)) return page(call.request, path);
            if (!readers.has(call.asker.role)) return unknown_token();
            if (!site) return problem(404, "not-found", "there are no plans");
            Response file = site->file(path.substr(plans.size() - 1));
            if (!file.location.empty()) file.location.insert(0, plans.substr(0, plans.size() - 1));
            return file;
        });
    }

    Facts facts() {
        Facts facts;
        facts.started = accounts.now();
        facts.listeners = [this] { return live.listeners(); };
        facts.display_listeners = [this] { return display.listeners(); };
        facts.connections = [this] {
            const std::scoped_lock hold(mutex);
            return connections ? connections() : 0;
        };
        facts.broker_ready = [this] {
            const std::scoped_lock hold(mutex);
            return !broker || broker();
        };
        const auto count = [this](bool good, bool silent) {
            std::size_t devices = 0;
            const auto image = picture.now();
            for (const auto& device : image->devices)
                devices += device.is_good() == good && device.channels.empty() == silent ? 1 : 0;
            return devices;
        };
        facts.good_devices = [count] { return count(true, false); };
        facts.late_devices = [count] { return count(false, false); };
        facts.silent_devices = [count] { return count(false, true); };
        facts.listed_alarms = [this] { return alarms.listed().size(); };
        return facts;
    }

    /// With each new picture, on its thread.
    void tell(const operate::Image& image) {
        alarms.update(image);
        display.publish(image);
        std::vector<LiveEvent> events{{"now", operate::now_json(image)}};
        const std::uint64_t revision = alarms.revision();
        if (revision != told_revision) alarms_due = alarm_texts;
        told_revision = revision;
        if (alarms_due > 0 || ++since_alarms >= alarms_every) {
            events.push_back({"alarms", operate::alarms_json(alarms.listed())});
            since_alarms = 0;
            if (alarms_due > 0) --alarms_due;
        }
        live.publish(events);
    }

    /// Figures of today, once a minute.
    void look_at_today(TimeMs now) {
        const bool due = today_due.exchange(false);
        if (!due && now / telemetry::ms_a_second / 60 == today_minute) return;
        today_minute = now / telemetry::ms_a_second / 60;
        const InForcePtr district = in_force.now();
        const auto& surroundings = district->surroundings;
        display.set_today("", operate::today_json(store, surroundings, "", time_zone, now));
        for (const auto& [block, name] : surroundings.blocks())
            display.set_today(block, operate::today_json(store, surroundings, block, time_zone, now));
    }

    /// What the picture does not show: what validation found, the broker, the store.
    void look(const std::stop_token& stop) {
        std::unique_lock hold(mutex);
        while (!woken.wait_for(hold, stop, look_every, [&] { return stop.stop_requested(); })) {
            const bool has_broker = static_cast<bool>(broker);
            const bool lost = has_broker && !broker();
            hold.unlock();
            const TimeMs now = picture.now()->time;
            std::string store_error = intake.error();
            if (store_error.empty()) store_error = alarm_log.error();
            try {
                look_at_today(now);
                auto events = store.events_since(now - operate::Alarms::events_for);
                stuck.drop_moved(events, store, *picture.now());
                alarms.take(events, now);
            } catch (const telemetry::StoreError& error) {
                store_error = error.what();
            }
            alarms.set("store", !store_error.empty(), now, store_error);
            if (has_broker) alarms.set("broker", lost, now);
            hold.lock();
        }
    }

    DistrictInForce& in_force;
    telemetry::Store& store;
    std::string time_zone;
    operate::Latest latest;
    telemetry::Intake intake;
    Accounts accounts;
    SlowWork slow;
    telemetry::AlarmLog alarm_log;
    operate::Alarms alarms;
    operate::StuckValues stuck;  ///< of the thread that looks
    std::optional<Site> site;
    Live live;
    Display display;
    std::uint64_t told_revision = 0;
    TimeMs today_minute = -1;
    std::atomic<bool> today_due = true;  ///< also within the minute
    int alarms_due = alarm_texts, since_alarms = 0;
    operate::Picture picture;  ///< its thread tells what stands above
    WhatIfDesk what_if;
    Api api;
    std::mutex mutex;  ///< of the two below
    std::function<bool()> broker;
    std::function<std::size_t()> connections;
    std::condition_variable_any woken;
    std::jthread watch;  ///< last, so that it ends first
};

Operation::Operation(DistrictInForce& in_force, telemetry::Store& store, const Clock& clock, const Options& options)
    : parts_(std::make_unique<Parts>(in_force, store, clock, options)) {}
Operation::~Operation() = default;

Api& Operation::api() {
    return parts_->api;
}

telemetry::Intake& Operation::intake() {
    return parts_->intake;
}

std::string Operation::first_run(bool one_more) {
    return one_more || !parts_->accounts.has_administrator() ? parts_->accounts.open_first_run() : std::string();
}

void Operation::set_broker(std::function<bool()> ready) {
    const std::scoped_lock hold(parts_->mutex);
    parts_->broker = std::move(ready);
}

void Operation::set_connections(std::function<std::size_t()> connections) {
    const std::scoped_lock hold(parts_->mutex);
    parts_->connections = std::move(connections);
}

void Operation::stop() {
    parts_->what_if.stop();
    parts_->slow.finish();
    const std::scoped_lock hold(parts_->mutex);
    parts_->broker = nullptr;
    parts_->connections = nullptr;
}

}  // namespace gaiku::server
