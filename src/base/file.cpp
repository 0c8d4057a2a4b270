#include "base/file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <stdexcept>

#include "base/normal.h"

namespace gaiku {
namespace {

Position position_of(const std::string& text, std::size_t offset, const std::string& name) {
    Position position{name, 1, 1};
    for (std::size_t i = 0; i < offset; ++i) {
        if (text[i] == '\n') {
            ++position.line;
            position.column = 1;
        } else if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) {
            ++position.column;
        }
    }
    return position;
}

/// Characters that no text has; libfyaml takes some of them as they are.
bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
}

Finding encoding_finding(Position position, const char* guess_en, const char* guess_ja) {
    return {"file-encoding",
            std::move(position),
            "",
            guess_en,
            {"UTF-8", "UTF-8"},
            {"save the file as UTF-8", fmt::format("UTF-8で保存し直してください{}", guess_ja)},
            "",
            Severity::error};
}

/// The new name is on disk once its folder is.
void sync_folder(const std::filesystem::path& path) {
    const std::string folder = path.has_parent_path() ? path.parent_path().string() : ".";
    const int open = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = open >= 0 && ::fsync(open) == 0;
    const int error = errno;
    if (open >= 0) ::close(open);
    if (!synced) throw std::runtime_error(fmt::format("cannot write {}: {}", path.string(), std::strerror(error)));
}

}  // namespace

bool check_text(std::string& bytes, const std::string& name, Findings& findings) {
    const Text district_file{"a text file in UTF-8", "UTF-8のテキストファイル"};
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        findings.add(encoding_finding({name, 1, 1}, "UTF-16", "（今はUTF-16のようです）"));
        return false;
    }
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
    if (trim(bytes).empty()) {
        findings.add(
            {"file-empty",
             {name, 0, 0},
             "",
             "",
             district_file,
             {"start from a template: gaiku new TEMPLATE DIR", "ひな形から始められます: gaiku new TEMPLATE DIR"},
             "",
             Severity::error});
        return false;
    }
    auto control = std::find(bytes.begin(), bytes.end(), '\0');
    if (control == bytes.end()) control = std::find_if(bytes.begin(), bytes.end(), is_control);
    if (control != bytes.end()) {
        const std::string what =
            *control == '\0' ? "a zero byte" : fmt::format("the control character {:#04x}", *control);
        findings.add({"file-binary",
                      position_of(bytes, static_cast<std::size_t>(control - bytes.begin()), name),
                      "",
                      what,
                      district_file,
                      {"give the text file, not a program's own format (xlsx, zip, ...)",
                       "xlsxなどではなくテキストファイルを指定してください"},
                      "",
                      Severity::error});
        return false;
    }
    if (const auto bad = first_invalid_utf8(bytes)) {
        const bool utf8_before = std::any_of(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(*bad),
                                             [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
        const bool shift_jis = !utf8_before && looks_like_shift_jis(bytes);
        findings.add(encoding_finding(position_of(bytes, *bad, name),
                                      shift_jis ? "Shift_JIS" : "bytes that are not UTF-8",
                                      shift_jis ? "（今はShift_JISのようです）" : ""));
        return false;
    }
    return true;
}

namespace {

/// What the kernel makes up, such as /proc/kmsg: it calls itself a regular file, and may let its reader wait for ever.
bool is_of_the_system(const std::filesystem::path& path) {
    struct statfs of {};
    if (::statfs(path.c_str(), &of) != 0) return false;
    const auto type = static_cast<unsigned long>(of.f_type);
    return type == PROC_SUPER_MAGIC || type == SYSFS_MAGIC || type == DEBUGFS_MAGIC || type == TRACEFS_MAGIC;
}

}  // namespace

std::optional<std::string> read_file_bytes(const std::filesystem::path& path, const std::string& name,
                                           std::size_t largest_bytes, Findings& findings) {
    const auto not_readable = [&](const std::string& why, Text fix) {
        findings.add({"file-not-readable",
                      {name, 0, 0},
                      "",
                      why,
                      {"a file that can be read", "読み取れるファイル"},
                      std::move(fix),
                      "",
                      Severity::error});
        return std::nullopt;
    };
    std::error_code error;
    if (std::filesystem::is_directory(path, error))
        return not_readable("a folder", {"name a file within it", "フォルダーではなくファイルを指定してください"});
    if (!std::filesystem::exists(path, error))
        return not_readable("no such file", {"check the name and the folder",
                                             "そのファイルはありません。名前と場所を確かめてください"});
    if (!std::filesystem::is_regular_file(path, error) || is_of_the_system(path))
        return not_readable("not a regular file", {"name an ordinary file", "通常のファイルを指定してください"});
    std::ifstream stream(path, std::ios::binary);
    if (!stream)
        return not_readable(std::strerror(errno), {"check the permissions", "読み取りの権限を確かめてください"});
    std::string bytes(largest_bytes + 1, '\0');
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (stream.bad())
        return not_readable(
            "read error", {"check the disk or the network drive", "ディスクやネットワークドライブを確かめてください"});
    bytes.resize(static_cast<std::size_t>(stream.gcount()));
    if (bytes.size() > largest_bytes) {
        const auto size = std::filesystem::file_size(path, error);
        findings.add({"file-too-large",
                      {name, 0, 0},
                      "",
                      fmt::format("{} bytes", size),
                      {fmt::format("at most {} bytes", largest_bytes), fmt::format("{}バイト以下", largest_bytes)},
                      {"put long series into CSV files", "長い時系列はCSVファイルに分けてください"},
                      "",
                      Severity::error});
        return std::nullopt;
    }
    return bytes;
}

std::optional<std::string> read_text_file(const std::filesystem::path& path, const std::string& name,
                                          std::size_t largest_bytes, Findings& findings) {
    auto bytes = read_file_bytes(path, name, largest_bytes, findings);
    if (bytes && !check_text(*bytes, name, findings)) return std::nullopt;
    return bytes;
}

std::string temporary_name(const std::filesystem::path& path) {
    return fmt::format("{}.{}.part", path.string(), ::getpid());
}

void write_file(const std::filesystem::path& path, std::string_view content, OnDisk on_disk) {
    const std::string temporary = temporary_name(path);
    const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file < 0) throw std::runtime_error(fmt::format("cannot write {}: {}", path.string(), std::strerror(errno)));
    const auto fail = [&](int error) {
        ::unlink(temporary.c_str());
        throw std::runtime_error(fmt::format("cannot write {}: {}", path.string(), std::strerror(error)));
    };
    while (!content.empty()) {
        const ssize_t written = ::write(file, content.data(), content.size());
        if (written < 0) {
            const int error = errno;
            ::close(file);
            fail(error);
        }
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    if (on_disk == OnDisk::yes && ::fsync(file) != 0) {
        const int error = errno;
        ::close(file);
        fail(error);
    }
    if (::close(file) != 0) fail(errno);
    if (::rename(temporary.c_str(), path.c_str()) != 0) fail(errno);
    if (on_disk == OnDisk::yes) sync_folder(path);
}

}  // namespace gaiku
