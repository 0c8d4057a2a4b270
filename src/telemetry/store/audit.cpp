#include "telemetry/store/audit.h"

#include <fmt/format.h>
#include <openssl/sha.h>
#include <array>

namespace gaiku::telemetry {
namespace {

/// Lengths stand before texts, so that no two entries are written alike.
std::string chained(const std::string& before, const AuditEntry& entry) {
    std::string text = fmt::format("{}\n{}\n{}\n", before, entry.id, entry.at);
    for (const std::string* part : {&entry.who, &entry.what, &entry.detail})
        text += fmt::format("{}:{}\n", part->size(), *part);
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
    std::string hash;
    for (const unsigned char byte : digest) hash += fmt::format("{:02x}", byte);
    return hash;
}

AuditEntry entry_at(Statement& rows) {
    return {rows.integer(0), rows.integer(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5)};
}

/// Entries of before the chain are chained when the first one is appended behind them.
void chain_all(Database& database) {
    auto rows = database.prepare("SELECT id, at, who, what, detail, chain FROM audit ORDER BY id");
    std::vector<AuditEntry> loose;
    std::string before;
    while (rows.step()) {
        AuditEntry entry = entry_at(rows);
        entry.chain = before = chained(before, entry);
        loose.push_back(std::move(entry));
    }
    rows.clear();
    auto update = database.prepare("UPDATE audit SET chain = ? WHERE id = ? AND chain IS NULL");
    for (const auto& entry : loose) update.bind(entry.chain, entry.id).run();
}

}  // namespace

void append_audit(Database& database, TimeMs at, const std::string& who, const std::string& what,
                  const std::string& detail) {
    AuditEntry entry{0, at, who, what, detail, {}};
    const auto last_chain = [&] {
        auto row = database.prepare("SELECT chain FROM audit WHERE chain IS NOT NULL ORDER BY id DESC LIMIT 1");
        return row.step() ? row.text(0) : std::string();
    };
    std::string chain = last_chain();
    if (chain.empty()) {
        chain_all(database);
        chain = last_chain();
    }
    auto ids = database.prepare("SELECT coalesce(max(id), 0) FROM audit");
    ids.step();
    entry.id = ids.integer(0) + 1;
    ids.clear();
    database.prepare("INSERT INTO audit(id, at, who, what, detail, chain) VALUES(?, ?, ?, ?, ?, ?)")
        .bind(entry.id, at, who, what, detail, chained(chain, entry))
        .run();
}

std::vector<AuditEntry> read_audit(Database& database, TimeMs from, TimeMs to, std::size_t most) {
    auto rows = database.prepare(
        "SELECT id, at, who, what, detail, chain FROM audit WHERE at >= ? AND at < ? ORDER BY id DESC LIMIT ?");
    rows.bind(from, to, static_cast<std::int64_t>(most));
    std::vector<AuditEntry> entries;
    while (rows.step()) entries.push_back(entry_at(rows));
    return entries;
}

AuditCheck check_audit(Database& database, const std::string& noted_head) {
    AuditCheck check;
    check.has_noted_head = noted_head.empty();
    auto rows = database.prepare("SELECT id, at, who, what, detail, chain FROM audit ORDER BY id");
    std::int64_t last = 0;
    bool chained_before = false;
    while (rows.step()) {
        const AuditEntry entry = entry_at(rows);
        // Without a chain are entries of before there was one, and only as long as none follows.
        const bool as_it_is = rows.null(5) ? !chained_before : entry.chain == chained(check.head, entry);
        const bool follows = entry.id == last + 1 && as_it_is;
        chained_before = chained_before || !rows.null(5);
        if (!follows && !check.first_broken) check.first_broken = entry.id;
        check.head = rows.null(5) ? chained(check.head, entry) : entry.chain;
        if (check.head == noted_head) check.has_noted_head = true;
        last = entry.id;
        ++check.entries;
    }
    return check;
}

}  // namespace gaiku::telemetry
