#include "telemetry/store/database.h"

#include <sqlite3.h>

namespace gaiku::telemetry {
namespace {

[[noreturn]] void fail(sqlite3* database, int code, const std::string& doing) {
    const std::string what = database == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(database);
    throw StoreError(database == nullptr ? code : sqlite3_extended_errcode(database), doing + ": " + what);
}

}  // namespace

bool StoreError::disk_full() const {
    return (code_ & 0xFF) == SQLITE_FULL;
}

Statement::Statement(sqlite3* database, std::string_view sql) {
    const int code = sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                        &statement_, nullptr);
    if (code != SQLITE_OK) fail(database, code, std::string(sql.substr(0, 60)));
}

Statement::~Statement() {
    sqlite3_finalize(statement_);
}

bool Statement::step() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    sqlite3* database = sqlite3_db_handle(statement_);
    const StoreError error(sqlite3_extended_errcode(database), std::string("store: ") + sqlite3_errmsg(database));
    sqlite3_reset(statement_);
    throw error;
}

void Statement::run() {
    while (step()) {
    }
    sqlite3_reset(statement_);
}

void Statement::clear() {
    sqlite3_reset(statement_);
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(statement_, column);
}

double Statement::number(int column) const {
    return sqlite3_column_double(statement_, column);
}

bool Statement::null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::string_view Statement::bytes(int column) const {
    const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    return data == nullptr ? std::string_view{}
                           : std::string_view(data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
}

void Statement::set(int at, std::int64_t value) {
    sqlite3_bind_int64(statement_, at, value);
}

void Statement::set(int at, double value) {
    sqlite3_bind_double(statement_, at, value);
}

void Statement::set(int at, std::string_view text) {
    sqlite3_bind_text(statement_, at, text.empty() ? "" : text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

void Statement::set(int at, Blob blob) {
    sqlite3_bind_blob(statement_, at, blob.bytes.empty() ? "" : blob.bytes.data(), static_cast<int>(blob.bytes.size()),
                      SQLITE_TRANSIENT);
}

void Statement::set(int at, std::nullptr_t) {
    sqlite3_bind_null(statement_, at);
}

Database::Database(const std::filesystem::path& file, const Options& options) {
    const int flags =
        (options.read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) | SQLITE_OPEN_NOMUTEX;
    const int code =
        sqlite3_open_v2(file.string().c_str(), &handle_, flags, options.vfs.empty() ? nullptr : options.vfs.c_str());
    if (code != SQLITE_OK) {
        const StoreError error(
            code, file.string() + ": " + (handle_ == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(handle_)));
        sqlite3_close(handle_);
        throw error;
    }
    sqlite3_extended_result_codes(handle_, 1);
    sqlite3_busy_timeout(handle_, 10000);
    try {
        check(file, options.read_only);
    } catch (...) {
        sqlite3_close_v2(handle_);
        throw;
    }
}

/// A damaged file, one of another program, and one that nothing was ever written to are told by their names.
void Database::check(const std::filesystem::path& file, bool read_only) {
    const auto told = [&](int code, const std::string& what) {
        return StoreError(code, file.string() + ": " + what +
                                    "; name the folder of a store, or put a backup in its place (gaiku store restore)");
    };
    sqlite3_stmt* query = nullptr;
    int code = sqlite3_prepare_v2(handle_, "PRAGMA user_version", -1, &query, nullptr);
    if (code == SQLITE_OK) code = sqlite3_step(query);
    const int layout = code == SQLITE_ROW ? sqlite3_column_int(query, 0) : 0;
    sqlite3_finalize(query);
    if ((code & 0xFF) == SQLITE_NOTADB || (code & 0xFF) == SQLITE_CORRUPT)
        throw told(code, std::string("no store, or a damaged one (") + sqlite3_errmsg(handle_) + ")");
    if (code == SQLITE_ROW && read_only && layout == 0) throw told(SQLITE_NOTADB, "an empty store");
}

Database::~Database() {
    sqlite3_close_v2(handle_);
}

void Database::run(std::string_view sql) {
    const int code = sqlite3_exec(handle_, std::string(sql).c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail(handle_, code, std::string(sql.substr(0, 60)));
}

std::int64_t Database::last_id() const {
    return sqlite3_last_insert_rowid(handle_);
}

Transaction::~Transaction() {
    if (open_) sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
    database_.run("COMMIT");
    open_ = false;
}

Snapshot::~Snapshot() {
    sqlite3_exec(database_.handle(), "COMMIT", nullptr, nullptr, nullptr);
}

}  // namespace gaiku::telemetry
