#include "server/routes/district_file.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <tuple>

#include "base/file.h"
#include "district/difference.h"
#include "district/yaml.h"
#include "server/routes/json_body.h"

namespace gaiku::server {
namespace {

namespace fs = std::filesystem;

constexpr const char* yaml_type = "application/yaml";  // RFC 9512
constexpr std::size_t most_changes = 500;

std::string quoted(const std::string& tag) {
    return "\"" + tag + "\"";
}

Json of(const Text& text) {
    return {{"en", text.en}, {"ja", text.ja}};
}

/// Of a file that the text names, only where and what kind of thing is wrong: whoever sends a text could name any file
/// of the server's machine, and is not to read it this way.
Json findings_json(const Findings& findings, const DistrictInForce& in_force) {
    Json all = Json::array();
    for (const auto& one : findings.all()) {
        const bool own = one.position.file == in_force.path().string();
        all.push_back({{"code", one.code},
                       {"severity", one.severity == Severity::error ? "error" : "warning"},
                       {"file", own ? in_force.path().filename().string() : one.position.file},
                       {"line", one.position.line},
                       {"column", one.position.column},
                       {"path", own ? one.path : ""},
                       {"value", own ? one.value : ""},
                       {"title", of(finding_title(one.code))},
                       {"message", of(own ? one.message : Text{})},
                       {"expected", of(one.expected)},
                       {"fix", of(one.fix)},
                       {"suggestion", one.suggestion}});
    }
    return all;
}

Json changes_json(const std::vector<Difference>& changes) {
    Json all = Json::array();
    for (const auto& one : changes) {
        if (all.size() == most_changes) break;
        const char* kind = one.before.empty() ? "added" : one.after.empty() ? "removed" : "changed";
        all.push_back({{"path", one.path},
                       {"change", kind},
                       {"before", one.before},
                       {"after", one.after},
                       {"line", one.position.line}});
    }
    return all;
}

Response refused(int status, const std::string& code, const std::string& detail, const Json& findings) {
    Response response = problem(status, code, detail);
    Json body = Json::parse(response.body);
    body["findings"] = findings;
    response.body = body.dump(-1, ' ', false, Json::error_handler_t::replace);
    return response;
}

fs::path kept_folder(const telemetry::Store& store) {
    return store.folder() / "districts";
}

/// Names the file that was in force before and when another took its place, from before that is written until its
/// devices are placed.
fs::path note_of_placing(const telemetry::Store& store) {
    return kept_folder(store) / "placing";
}

/// What the file was stays beside the readings it explains.
void keep(const telemetry::Store& store, const InForce& before, telemetry::TimeMs since) {
    fs::create_directories(kept_folder(store));
    write_file(kept_folder(store) / (before.tag + ".yaml"), before.text, OnDisk::yes);
    write_file(note_of_placing(store), before.tag + " " + std::to_string(since), OnDisk::yes);
}

struct Placed {
    std::string tag;  ///< of the file before
    telemetry::TimeMs since = 0;
};

/// What the note says; one of an older program says no time.
Placed placed_by(const std::string& note, telemetry::TimeMs otherwise) {
    const std::size_t space = std::min(note.find(' '), note.size());
    Placed placed{note.substr(0, space), otherwise};
    std::from_chars(note.data() + std::min(space + 1, note.size()), note.data() + note.size(), placed.since);
    return placed;
}

Json devices_json(const std::vector<telemetry::Device>& devices) {
    Json all = Json::array();
    for (const auto& one : devices)
        all.push_back({{"name", one.name}, {"block", one.block}, {"building", one.building}, {"asset", one.asset}});
    return all;
}

struct Parts {
    DistrictInForce& in_force;
    telemetry::Store& store;
    Accounts& accounts;
    DistrictFileTold told;
};

/// What stands against the request before the text is read.
std::optional<Response> early(const Parts& parts, const Request& request) {
    if (media_type(request.content_type) != yaml_type)
        return problem(415, "type", "a body of application/yaml is expected");
    if (request.match.empty())
        return problem(428, "precondition",
                       "a header If-Match with the ETag of the file that was read is expected, so that nobody's change "
                       "is lost");
    if (request.match != quoted(parts.in_force.now()->tag))
        return problem(412, "changed", "the district file has changed since it was read; read it again");
    return std::nullopt;
}

/// From the moment that the file is written the rest is done again at the next change or start, should it not come to
/// its end.
std::optional<Response> put_in_force(const Parts& parts, const InForce& before, const InForcePtr& after,
                                     const std::string& who, const std::vector<telemetry::Device>& moved) {
    const telemetry::TimeMs since = parts.told.now();
    try {
        keep(parts.store, before, since);
        parts.in_force.put(after);
    } catch (const std::runtime_error& error) {
        std::error_code ignored;
        fs::remove(note_of_placing(parts.store), ignored);
        return problem(503, "file", error.what());
    }
    parts.told.joined(after);
    parts.accounts.note(who, "district file changed", before.tag + " -> " + after->tag);
    parts.store.place_devices(moved, since, who);
    fs::remove(note_of_placing(parts.store));
    parts.told.joined(after);  // with the devices where they are now
    return std::nullopt;
}

Response put(const Parts& parts, const Request& request, const std::string& who, bool dry_run) {
    // Others may have been before us while this one waited.
    if (auto refusal = early(parts, request)) return *refusal;
    if (!dry_run) finish_placing(parts.in_force, parts.store, parts.accounts, parts.told.now());
    const InForcePtr before = parts.in_force.now();
    Findings findings;
    const InForcePtr after = parts.in_force.tried(request.body, findings);
    const Json found = findings_json(findings, parts.in_force);
    if (!after) return refused(422, "district", "the district file has errors; nothing is changed", found);
    if (after->district.about().text("id") != before->district.about().text("id"))
        return refused(422, "other-district",
                       "district.id is another; another district needs a server and a store of its own", found);
    const auto changes = differences(before->file->document, after->file->document);
    const auto moved = moved_devices(parts.store, before->district, after->district);
    Json body{{"tag", after->tag},
              {"in_force", !dry_run},
              {"changes", changes_json(changes)},
              {"change_count", changes.size()},
              {"findings", found},
              {"devices", devices_json(moved)}};
    if (!dry_run) {
        if (parts.in_force.file_was_changed())
            return problem(409, "file-changed",
                           "somebody has changed the file on the server's disk; restart the server, or put the file "
                           "back");
        if (after->tag != before->tag)
            if (auto refusal = put_in_force(parts, *before, after, who, moved)) return *refusal;
    }
    Response response = json_answer(body);
    response.headers.emplace_back("ETag", quoted(after->tag));
    return response;
}

Response get(const InForce& now, const Request& request) {
    Response response{200, yaml_type, now.text};
    response.headers = {{"ETag", quoted(now.tag)}, {"Cache-Control", "no-cache"}};
    if (request.none_match == quoted(now.tag)) {
        response.status = 304;
        response.body.clear();
    }
    return response;
}

}  // namespace

std::vector<telemetry::Device> moved_devices(telemetry::Store& store, const District& before, const District& after) {
    std::vector<telemetry::Device> moved;
    for (auto& device : store.devices()) {
        const auto was = describe_device(before, device.name), is = describe_device(after, device.name);
        const auto place = [](const telemetry::Device& one) {
            return std::tie(one.block, one.building, one.asset, one.counts);
        };
        if (place(device) == place(was) && place(was) != place(is)) moved.push_back(is);
    }
    return moved;
}

void finish_placing(const DistrictInForce& in_force, telemetry::Store& store, Accounts& accounts,
                    telemetry::TimeMs now_ms) {
    Findings ignored;
    const auto note = read_file_bytes(note_of_placing(store), "placing", largest_document_bytes, ignored);
    if (!note) return;
    const auto [tag, since] = placed_by(*note, now_ms);
    const InForcePtr now = in_force.now();
    const auto text = read_file_bytes(kept_folder(store) / (tag + ".yaml"), tag, largest_document_bytes, ignored);
    if (text && tag != now->tag) {
        Findings findings;
        if (const InForcePtr before = in_force.tried(*text, findings)) {
            accounts.note("server", "district file change finished", tag + " -> " + now->tag);
            store.place_devices(moved_devices(store, before->district, now->district), since, "server");
        }
    }
    fs::remove(note_of_placing(store));
}

void remember_assets(DistrictInForce& in_force, telemetry::Store& store) {
    const auto placings = store.placings();
    const auto all_known = [&] {
        const InForcePtr now = in_force.now();
        return std::all_of(placings.begin(), placings.end(), [&](const telemetry::Placing& one) {
            return one.device.asset.empty() || now->surroundings.asset_ever(one.device.asset) != nullptr;
        });
    };
    if (all_known()) return;
    std::vector<std::pair<fs::file_time_type, fs::path>> kept;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(kept_folder(store), error))
        if (entry.path().extension() == ".yaml") kept.emplace_back(entry.last_write_time(error), entry.path());
    std::sort(kept.rbegin(), kept.rend());
    constexpr std::size_t most_read = 20;  // the newest; a start is not to wait for more
    kept.resize(std::min(kept.size(), most_read));
    for (const auto& [written, path] : kept) {
        Findings ignored;
        const auto text = read_file_bytes(path, path.string(), largest_document_bytes, ignored);
        const InForcePtr before = text ? in_force.tried(*text, ignored) : nullptr;
        if (before) in_force.remember(before->surroundings);
        if (all_known()) return;
    }
}

void add_district_file(Api& api, DistrictInForce& in_force, telemetry::Store& store, Accounts& accounts, SlowWork& slow,
                       DistrictFileTold told) {
    api.add({"GET", "/api/v1/district", readers,
             [&in_force](const Call& call, const Answer& answer) { answer(get(*in_force.now(), call.request)); }});
    const auto parts = std::make_shared<const Parts>(Parts{in_force, store, accounts, std::move(told)});
    api.add({"PUT", "/api/v1/district", administrators, [parts, &slow](const Call& call, const Answer& answer) {
                 const std::string dry = call.target.text("dry_run");
                 if (call.target.query.contains("dry_run") && dry != "yes" && dry != "no")
                     return answer(problem(400, "query", "dry_run: yes or no is expected"));
                 if (auto refusal = early(*parts, call.request)) return answer(std::move(*refusal));
                 slowly(slow, answer, [parts, request = call.request, who = call.asker.name, dry] {
                     return put(*parts, request, who, dry == "yes");
                 });
             }});
}

}  // namespace gaiku::server
