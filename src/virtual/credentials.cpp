#include "virtual/credentials.h"

#include "base/csv.h"
#include "base/file.h"
#include "protocol/mqtt/broker_files.h"

namespace gaiku::field {
namespace {

constexpr std::size_t largest_bytes = 64U << 20U;

void write_credentials(const std::filesystem::path& path, const std::map<std::string, std::string>& known) {
    std::string text = "user,password\n";
    for (const auto& [user, password] : known) text += csv_field(user) + "," + csv_field(password) + "\n";
    write_file(path, text, OnDisk::yes);
    std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

}  // namespace

std::map<std::string, std::string> read_credentials(const std::filesystem::path& path, Findings& findings) {
    std::map<std::string, std::string> users;
    const auto text = read_text_file(path, path.string(), largest_bytes, findings);
    if (!text) return users;
    const Csv csv = read_csv(*text, path.string(), findings);
    if (csv.header.fields != std::vector<std::string>{"user", "password"}) {
        Finding finding;
        finding.code = "csv-syntax";
        finding.position = {path.string(), csv.header.line, 1};
        finding.expected = {"the columns user,password", "user,password の列"};
        finding.fix = {"write them with gaiku broker", "gaiku broker で作成してください"};
        findings.add(std::move(finding));
        return users;
    }
    for (const auto& row : csv.rows) users[row.fields[0]] = row.fields[1];
    return users;
}

std::map<std::string, std::string> keep_credentials(const std::filesystem::path& folder,
                                                    const std::vector<std::string>& users, Findings& findings) {
    const auto path = folder / credentials_file;
    std::map<std::string, std::string> known;
    if (exists(path)) known = read_credentials(path, findings);
    if (findings.has_errors()) return known;
    const std::size_t before = known.size();
    for (const auto& user : users) {
        if (!known.contains(user)) known[user] = mqtt::random_password();
    }
    if (known.size() == before) return known;
    std::filesystem::create_directories(folder);
    write_credentials(path, known);
    return known;
}

std::optional<std::string> new_credential(const std::filesystem::path& folder, const std::string& user,
                                          Findings& findings) {
    const auto path = folder / credentials_file;
    auto known = read_credentials(path, findings);
    if (findings.has_errors()) return std::nullopt;
    known[user] = mqtt::random_password();
    write_credentials(path, known);
    return known[user];
}

}  // namespace gaiku::field
