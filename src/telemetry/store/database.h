#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace gaiku::telemetry {

/// What SQLite says when it cannot: disk full, I/O error, not a database. `code` is its extended result code.
class StoreError : public std::runtime_error {
public:
    StoreError(int code, const std::string& what) : std::runtime_error(what), code_(code) {}
    [[nodiscard]] int code() const { return code_; }
    [[nodiscard]] bool disk_full() const;

private:
    int code_;
};

/// Bytes for a statement that are no text.
struct Blob {
    std::string_view bytes;
};

/// A prepared statement, used again and again: bind, step, read.
class Statement {
public:
    Statement(sqlite3* database, std::string_view sql);
    ~Statement();
    Statement(Statement&& other) noexcept : statement_(other.statement_) { other.statement_ = nullptr; }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    Statement& operator=(Statement&&) = delete;

    /// Binds from the first on.
    template <class... Values>
    Statement& bind(const Values&... values) {
        clear();
        int at = 0;
        (set(++at, values), ...);
        return *this;
    }
    /// True for a row. Throws StoreError.
    bool step();
    /// Steps to the end and is ready anew.
    void run();
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double number(int column) const;
    [[nodiscard]] bool null(int column) const;
    /// Until the next step.
    [[nodiscard]] std::string_view bytes(int column) const;
    [[nodiscard]] std::string text(int column) const { return std::string(bytes(column)); }
    /// Gives up its rows, so that it holds no lock.
    void clear();

private:
    void set(int at, std::int64_t value);
    void set(int at, int value) { set(at, std::int64_t{value}); }
    void set(int at, bool value) { set(at, std::int64_t{value ? 1 : 0}); }
    void set(int at, double value);
    void set(int at, std::string_view text);
    void set(int at, const std::string& text) { set(at, std::string_view(text)); }
    void set(int at, const char* text) { set(at, std::string_view(text)); }
    void set(int at, Blob blob);
    void set(int at, std::nullptr_t);
    /// Nothing is NULL.
    template <class Value>
    void set(int at, const std::optional<Value>& value) {
        if (value) {
            set(at, *value);
        } else {
            set(at, nullptr);
        }
    }

    sqlite3_stmt* statement_ = nullptr;
};

/// A connection, of one thread at a time.
class Database {
public:
    struct Options {
        bool read_only = false;
        std::string vfs;  ///< SQLite's virtual file system; empty: the default
    };
    Database(const std::filesystem::path& file, const Options& options);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    void run(std::string_view sql);
    [[nodiscard]] Statement prepare(std::string_view sql) { return {handle_, sql}; }
    [[nodiscard]] std::int64_t last_id() const;
    [[nodiscard]] sqlite3* handle() const { return handle_; }

private:
    void check(const std::filesystem::path& file, bool read_only);
    sqlite3* handle_ = nullptr;
};

/// A transaction: rolled back unless committed.
class Transaction {
public:
    explicit Transaction(Database& database) : database_(database) { database_.run("BEGIN IMMEDIATE"); }
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    /// Returns once it is on disk; throws where it may or may not be.
    void commit();

private:
    Database& database_;
    bool open_ = true;
};

/// While it lives, what is read is of one state of the store.
class Snapshot {
public:
    explicit Snapshot(Database& database) : database_(database) { database_.run("BEGIN"); }
    ~Snapshot();
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

private:
    Database& database_;
};

}  // namespace gaiku::telemetry
