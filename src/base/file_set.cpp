#include "base/file_set.h"

#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <charconv>
#include <stdexcept>
#include <system_error>

#include "base/file.h"

namespace gaiku {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, const std::string& why) {
    throw std::runtime_error(fmt::format("cannot write {}: {}", path.string(), why));
}

/// NAME.PID.part of a process that is no more, or of one that was written by way of such a name.
bool is_abandoned(const std::string& file, const std::string& name) {
    constexpr std::string_view ending = ".part";
    if (!file.starts_with(name + ".") || !file.ends_with(ending)) return false;
    const std::string_view rest = std::string_view(file).substr(0, file.size() - ending.size());
    const std::string_view digits = rest.substr(rest.rfind('.') + 1);
    pid_t process = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), process);
    if (error != std::errc{} || end != digits.data() + digits.size() || process <= 0) return false;
    return ::kill(process, 0) != 0 && errno == ESRCH;
}

}  // namespace

void remove_abandoned(const fs::path& path) {
    std::error_code ignored;
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    std::vector<fs::path> found;
    for (fs::directory_iterator entry(folder, ignored), end; !ignored && entry != end; entry.increment(ignored)) {
        if (is_abandoned(entry->path().filename().string(), path.filename().string())) found.push_back(entry->path());
    }
    for (const auto& file : found) fs::remove(file, ignored);
}

FileSet::~FileSet() {
    std::error_code ignored;
    for (const auto& name : names_) fs::remove(temporary_name(folder_ / name), ignored);
}

void FileSet::write(const std::string& name, std::string_view content) {
    const fs::path temporary = place(name);
    try {
        write_file(temporary, content);
    } catch (const std::exception& error) {
        fail(folder_ / name, error.what());
    }
}

fs::path FileSet::place(const std::string& name) {
    const fs::path path = folder_ / name;
    std::error_code error;
    if (fs::is_directory(path, error)) fail(path, "a folder has this name");
    remove_abandoned(path);
    if (std::find(names_.begin(), names_.end(), name) == names_.end()) names_.push_back(name);
    return temporary_name(path);
}

void FileSet::commit() {
    for (const auto& name : names_) {
        std::error_code error;
        fs::rename(temporary_name(folder_ / name), folder_ / name, error);
        if (error) fail(folder_ / name, error.message());
    }
    names_.clear();
}

}  // namespace gaiku
