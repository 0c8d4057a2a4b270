#include "telemetry/store/schema.h"

#include <fmt/format.h>
#include <sqlite3.h>
#include <array>

namespace gaiku::telemetry {
namespace {

/// One step a layout; a step that has been shipped is never changed.
constexpr std::array schema_steps{
    // 1: readings and half-hours.
    R"(
CREATE TABLE settings(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE devices(
    device TEXT PRIMARY KEY, model TEXT NOT NULL, building TEXT NOT NULL, block TEXT NOT NULL, asset TEXT NOT NULL,
    counts INTEGER NOT NULL, register_end REAL NOT NULL, most_kw REAL, token_hash TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE channels(
    id INTEGER PRIMARY KEY, device TEXT NOT NULL, name TEXT NOT NULL, last_time INTEGER NOT NULL,
    UNIQUE(device, name));
CREATE TABLE log(id INTEGER PRIMARY KEY AUTOINCREMENT, body BLOB NOT NULL);
CREATE TABLE days(
    key INTEGER PRIMARY KEY, readings INTEGER NOT NULL, body BLOB NOT NULL, slots BLOB NOT NULL);
CREATE TABLE group_series(
    id INTEGER PRIMARY KEY, level TEXT NOT NULL, name TEXT NOT NULL, measurand TEXT NOT NULL,
    UNIQUE(level, name, measurand));
CREATE TABLE group_days(key INTEGER PRIMARY KEY, slots BLOB NOT NULL);
)",
    // 2: what validation found, what was corrected, who did what.
    R"(
CREATE TABLE events(
    channel INTEGER NOT NULL, time INTEGER NOT NULL, code TEXT NOT NULL, detail TEXT NOT NULL,
    PRIMARY KEY(channel, time, code)) WITHOUT ROWID;
CREATE TABLE corrections(
    id INTEGER PRIMARY KEY AUTOINCREMENT, channel INTEGER NOT NULL, time INTEGER NOT NULL, value REAL,
    reason TEXT NOT NULL, made_by TEXT NOT NULL, made_at INTEGER NOT NULL);
CREATE INDEX corrections_by_time ON corrections(channel, time);
CREATE TABLE audit(
    id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL,
    detail TEXT NOT NULL);
)",
    // 3: days and months by the district's clock. The setting time_zone says by which; where it
    // is not there yet, Writer fills them from the half-hours.
    R"(
CREATE TABLE months(key INTEGER PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE group_months(key INTEGER PRIMARY KEY, body BLOB NOT NULL);
)",
    // 4: what another process asks the one that writes for, of the registry.
    R"(
CREATE TABLE requests(
    id INTEGER PRIMARY KEY AUTOINCREMENT, who TEXT NOT NULL, of_operator INTEGER NOT NULL, device TEXT NOT NULL,
    model TEXT, building TEXT, block TEXT, asset TEXT, counts INTEGER, register_end REAL, most_kw REAL, token_hash TEXT);
)",
    // 5: readings that contradict a stored one, set aside; corrections that another process asks for.
    R"(
CREATE TABLE conflicts(
    channel INTEGER NOT NULL, time INTEGER NOT NULL, value REAL NOT NULL, arrived INTEGER NOT NULL,
    PRIMARY KEY(channel, time, value)) WITHOUT ROWID;
ALTER TABLE requests ADD COLUMN channel TEXT;
ALTER TABLE requests ADD COLUMN from_time INTEGER;
ALTER TABLE requests ADD COLUMN to_time INTEGER;
ALTER TABLE requests ADD COLUMN how INTEGER;
ALTER TABLE requests ADD COLUMN value REAL;
ALTER TABLE requests ADD COLUMN reason TEXT;
)",
    // 6: alarms; who may sign in, who is signed in, tokens of programs; the audit's chain, and that it only grows.
    R"(
CREATE TABLE alarms(
    id INTEGER PRIMARY KEY, key TEXT NOT NULL, kind TEXT NOT NULL, severity TEXT NOT NULL, device TEXT NOT NULL,
    block TEXT NOT NULL, text_en TEXT NOT NULL, text_ja TEXT NOT NULL, raised INTEGER NOT NULL, cleared INTEGER,
    acknowledged INTEGER, acknowledged_by TEXT);
CREATE INDEX alarms_by_time ON alarms(raised);
CREATE INDEX alarms_open ON alarms(id) WHERE cleared IS NULL OR acknowledged IS NULL;
CREATE TABLE users(
    name TEXT PRIMARY KEY, full_name TEXT NOT NULL, role TEXT NOT NULL, block TEXT NOT NULL, building TEXT NOT NULL,
    password TEXT NOT NULL, made_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE sessions(
    hash TEXT PRIMARY KEY, user TEXT NOT NULL, csrf TEXT NOT NULL, begun INTEGER NOT NULL, seen INTEGER NOT NULL)
    WITHOUT ROWID;
CREATE TABLE api_tokens(
    name TEXT PRIMARY KEY, hash TEXT NOT NULL, role TEXT NOT NULL, building TEXT NOT NULL, made_by TEXT NOT NULL,
    made_at INTEGER NOT NULL, expires INTEGER NOT NULL) WITHOUT ROWID;
ALTER TABLE audit ADD COLUMN chain TEXT;
CREATE TRIGGER audit_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is only appended to'); END;
CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit WHEN OLD.chain IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'the audit is only appended to'); END;
)",
    // 7: days whose half-hours do not show yet that a reading of theirs was contradicted;
    // that another process asks to drop raw readings.
    R"(
CREATE TABLE contradicted(channel INTEGER NOT NULL, day INTEGER NOT NULL, PRIMARY KEY(channel, day)) WITHOUT ROWID;
INSERT INTO contradicted SELECT DISTINCT channel, time / 86400000 FROM conflicts;
ALTER TABLE requests ADD COLUMN retire_before INTEGER;
)",
    // 8: where devices stood before they stood where the registry says now. Who has no row stood there always.
    R"(
CREATE TABLE earlier_places(
    device TEXT NOT NULL, until INTEGER NOT NULL, building TEXT NOT NULL, block TEXT NOT NULL, asset TEXT NOT NULL,
    counts INTEGER NOT NULL, PRIMARY KEY(device, until)) WITHOUT ROWID;
ALTER TABLE requests ADD COLUMN since INTEGER;
)",
    // 9: from where people have signed in, so that they can tell their sessions apart.
    R"(
ALTER TABLE sessions ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN agent TEXT NOT NULL DEFAULT '';
)"};

}  // namespace

int layout_of(Database& database) {
    auto query = database.prepare("PRAGMA user_version");
    query.step();
    return static_cast<int>(query.integer(0));
}

int schema_version() {
    return static_cast<int>(schema_steps.size());
}

void migrate_to(Database& database, int version) {
    const int from = layout_of(database);
    if (from > schema_version()) {
        throw StoreError(SQLITE_NOTADB, fmt::format("the store has layout {}, this program knows {} at most: use the "
                                                    "newer program",
                                                    from, schema_version()));
    }
    for (int step = from; step < version; ++step) {
        Transaction transaction(database);
        database.run(schema_steps[static_cast<std::size_t>(step)]);
        database.run(fmt::format("PRAGMA user_version = {}", step + 1));
        transaction.commit();
    }
}

void migrate(Database& database) {
    migrate_to(database, schema_version());
}

}  // namespace gaiku::telemetry
