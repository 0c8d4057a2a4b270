#include "telemetry/store/requests.h"

#include <sqlite3.h>

namespace gaiku::telemetry {
namespace {

std::optional<std::string> text_or_none(const Statement& row, int column) {
    return row.null(column) ? std::nullopt : std::optional(row.text(column));
}

std::optional<double> number_or_none(const Statement& row, int column) {
    return row.null(column) ? std::nullopt : std::optional(row.number(column));
}

}  // namespace

std::int64_t put_request(Database& database, const Request& request) {
    const DeviceChange& change = request.change;
    if (const auto& order = request.correction) {
        database
            .prepare(
                "INSERT INTO requests(who, of_operator, device, channel, from_time, to_time, how, value, reason) "
                "VALUES(?, 0, ?, ?, ?, ?, ?, ?, ?)")
            .bind(request.who, order->name.device, order->name.channel, order->from, order->to,
                  static_cast<int>(order->how), order->value, order->reason)
            .run();
        return database.last_id();
    }
    if (request.retire_before) {
        database.prepare("INSERT INTO requests(who, of_operator, device, retire_before) VALUES(?, 0, '', ?)")
            .bind(request.who, *request.retire_before)
            .run();
        return database.last_id();
    }
    database
        .prepare(
            "INSERT INTO requests(who, of_operator, device, model, building, block, asset, counts, register_end, "
            "most_kw, token_hash, since) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(request.who, request.of_operator, change.name, change.model, change.building, change.block, change.asset,
              change.counts, change.register_end, change.most_kw, change.token_hash, request.since)
        .run();
    return database.last_id();
}

std::vector<Asked> open_requests(Database& database) {
    std::vector<Asked> all;
    auto rows = database.prepare(
        "SELECT id, who, of_operator, device, model, building, block, asset, counts, register_end, most_kw, "
        "token_hash, "
        "channel, from_time, to_time, how, value, reason, retire_before, since FROM requests ORDER BY id");
    while (rows.step()) {
        Asked& asked = all.emplace_back();
        asked.id = rows.integer(0);
        asked.request.who = rows.text(1);
        asked.request.of_operator = rows.integer(2) != 0;
        DeviceChange& change = asked.request.change;
        change.name = rows.text(3);
        change.model = text_or_none(rows, 4);
        change.building = text_or_none(rows, 5);
        change.block = text_or_none(rows, 6);
        change.asset = text_or_none(rows, 7);
        if (!rows.null(8)) change.counts = rows.integer(8) != 0;
        change.register_end = number_or_none(rows, 9);
        change.most_kw = number_or_none(rows, 10);
        change.token_hash = text_or_none(rows, 11);
        if (!rows.null(19)) asked.request.since = rows.integer(19);
        if (!rows.null(18)) asked.request.retire_before = rows.integer(18);
        if (rows.null(12)) continue;
        asked.request.correction = CorrectionOrder{{rows.text(3), rows.text(12)},
                                                   rows.integer(13),
                                                   rows.integer(14),
                                                   static_cast<CorrectionOrder::How>(rows.integer(15)),
                                                   rows.number(16),
                                                   rows.text(17),
                                                   asked.request.who};
    }
    return all;
}

bool is_open(Database& database, std::int64_t id) {
    return database.prepare("SELECT 1 FROM requests WHERE id = ?").bind(id).step();
}

bool drop_request(Database& database, std::int64_t id) {
    database.prepare("DELETE FROM requests WHERE id = ?").bind(id).run();
    return sqlite3_changes(database.handle()) > 0;
}

}  // namespace gaiku::telemetry
