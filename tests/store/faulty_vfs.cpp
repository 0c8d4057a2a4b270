#include "store/faulty_vfs.h"

#include <sqlite3.h>
#include <algorithm>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <thread>
#include <vector>

namespace gaiku::telemetry::test {
namespace {

struct Write {
    sqlite3_int64 offset = 0;
    std::string bytes;
};

/// Writes of a path that are not synced; all its handles share them.
struct Pending {
    std::vector<Write> writes;
};

struct State {
    std::mutex mutex;
    Faults faults;
    bool off = false;
    std::map<std::string, std::shared_ptr<Pending>> pending;
};

State& state() {
    static State one;
    return one;
}

sqlite3_vfs* real_vfs() {
    static sqlite3_vfs* vfs = sqlite3_vfs_find(nullptr);
    return vfs;
}

struct File {
    sqlite3_file base;
    sqlite3_file* real;
    std::shared_ptr<Pending>* pending;
    std::string* path;
};

File* of(sqlite3_file* file) {
    return reinterpret_cast<File*>(file);
}

/// Counts a call down; false when it is the one that fails, and from then on.
bool goes_well(std::int64_t& left) {
    if (left == std::numeric_limits<std::int64_t>::max()) return true;
    if (left > 0) --left;
    return left > 0;
}

int close_file(sqlite3_file* file) {
    const int code = of(file)->real->pMethods == nullptr ? SQLITE_OK : of(file)->real->pMethods->xClose(of(file)->real);
    sqlite3_free(of(file)->real);
    delete of(file)->pending;
    delete of(file)->path;
    return code;
}

int read_file(sqlite3_file* file, void* to, int count, sqlite3_int64 offset) {
    const std::scoped_lock hold(state().mutex);
    if (state().off) return SQLITE_IOERR_READ;
    int code = of(file)->real->pMethods->xRead(of(file)->real, to, count, offset);
    sqlite3_int64 end = 0;
    for (const Write& write : (*of(file)->pending)->writes) {
        const sqlite3_int64 first = std::max(offset, write.offset);
        const sqlite3_int64 last =
            std::min(offset + count, write.offset + static_cast<sqlite3_int64>(write.bytes.size()));
        end = std::max(end, write.offset + static_cast<sqlite3_int64>(write.bytes.size()));
        if (first < last) {
            std::memcpy(static_cast<char*>(to) + (first - offset), write.bytes.data() + (first - write.offset),
                        static_cast<std::size_t>(last - first));
        }
    }
    if (code == SQLITE_IOERR_SHORT_READ && end >= offset + count) code = SQLITE_OK;
    return code;
}

int write_file(sqlite3_file* file, const void* from, int count, sqlite3_int64 offset) {
    State& now = state();
    const std::scoped_lock hold(now.mutex);
    if (now.off || !goes_well(now.faults.writes_until_error)) return SQLITE_IOERR_WRITE;
    if (now.faults.bytes_until_full != std::numeric_limits<std::int64_t>::max()) {
        if (now.faults.bytes_until_full < count) return SQLITE_FULL;
        now.faults.bytes_until_full -= count;
    }
    if (!now.faults.hold_unsynced) return of(file)->real->pMethods->xWrite(of(file)->real, from, count, offset);
    (*of(file)->pending)
        ->writes.push_back({offset, std::string(static_cast<const char*>(from), static_cast<std::size_t>(count))});
    return SQLITE_OK;
}

int put_pending(File* file) {
    for (const Write& write : (*file->pending)->writes) {
        const int code = file->real->pMethods->xWrite(file->real, write.bytes.data(),
                                                      static_cast<int>(write.bytes.size()), write.offset);
        if (code != SQLITE_OK) return code;
    }
    (*file->pending)->writes.clear();
    return SQLITE_OK;
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    const std::scoped_lock hold(state().mutex);
    if (state().off) return SQLITE_IOERR_TRUNCATE;
    if (const int code = put_pending(of(file)); code != SQLITE_OK) return code;
    return of(file)->real->pMethods->xTruncate(of(file)->real, size);
}

int sync_file(sqlite3_file* file, int flags) {
    std::chrono::milliseconds takes{0};
    {
        const std::scoped_lock hold(state().mutex);
        takes = state().faults.sync_takes;
    }
    std::this_thread::sleep_for(takes);
    const std::scoped_lock hold(state().mutex);
    if (state().off || !goes_well(state().faults.syncs_until_error)) return SQLITE_IOERR_FSYNC;
    if (const int code = put_pending(of(file)); code != SQLITE_OK) return code;
    // What is simulated is what is lost without a sync; the machine's own disk need not be waited for.
    (void)flags;
    return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
    const std::scoped_lock hold(state().mutex);
    if (state().off) return SQLITE_IOERR_FSTAT;
    const int code = of(file)->real->pMethods->xFileSize(of(file)->real, size);
    for (const Write& write : (*of(file)->pending)->writes)
        *size = std::max(*size, write.offset + static_cast<sqlite3_int64>(write.bytes.size()));
    return code;
}

int lock_file(sqlite3_file* file, int level) {
    return of(file)->real->pMethods->xLock(of(file)->real, level);
}
int unlock_file(sqlite3_file* file, int level) {
    return of(file)->real->pMethods->xUnlock(of(file)->real, level);
}
int check_lock(sqlite3_file* file, int* result) {
    return of(file)->real->pMethods->xCheckReservedLock(of(file)->real, result);
}
int control(sqlite3_file* file, int what, void* argument) {
    return of(file)->real->pMethods->xFileControl(of(file)->real, what, argument);
}
int sector_size(sqlite3_file*) {
    return 512;
}
int characteristics(sqlite3_file*) {
    return 0;  // nothing is promised: no atomic writes, no safe append
}
int shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** to) {
    return of(file)->real->pMethods->xShmMap(of(file)->real, page, size, extend, to);
}
int shm_lock(sqlite3_file* file, int offset, int count, int flags) {
    return of(file)->real->pMethods->xShmLock(of(file)->real, offset, count, flags);
}
void shm_barrier(sqlite3_file* file) {
    of(file)->real->pMethods->xShmBarrier(of(file)->real);
}
int shm_unmap(sqlite3_file* file, int remove) {
    return of(file)->real->pMethods->xShmUnmap(of(file)->real, remove);
}

const sqlite3_io_methods methods{2,           close_file,  read_file,       write_file,  truncate_file,
                                 sync_file,   file_size,   lock_file,       unlock_file, check_lock,
                                 control,     sector_size, characteristics, shm_map,     shm_lock,
                                 shm_barrier, shm_unmap,   nullptr,         nullptr};

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    File* made = of(file);
    made->base.pMethods = nullptr;
    const std::scoped_lock hold(state().mutex);
    if (state().off) return SQLITE_CANTOPEN;
    auto* real = static_cast<sqlite3_file*>(sqlite3_malloc(real_vfs()->szOsFile));
    std::memset(real, 0, static_cast<std::size_t>(real_vfs()->szOsFile));
    const int code = real_vfs()->xOpen(real_vfs(), name, real, flags, out_flags);
    if (code != SQLITE_OK) {
        sqlite3_free(real);
        return code;
    }
    const std::string path = name == nullptr ? "" : name;
    auto& pending = state().pending[path];
    if (pending == nullptr) pending = std::make_shared<Pending>();
    made->real = real;
    made->pending = new std::shared_ptr<Pending>(pending);
    made->path = new std::string(path);
    made->base.pMethods = &methods;
    return SQLITE_OK;
}

int delete_file(sqlite3_vfs*, const char* name, int sync) {
    const std::scoped_lock hold(state().mutex);
    if (state().off) return SQLITE_IOERR_DELETE;
    if (const auto found = state().pending.find(name); found != state().pending.end()) found->second->writes.clear();
    return real_vfs()->xDelete(real_vfs(), name, sync);
}

}  // namespace

const std::string& faulty_vfs() {
    static const std::string name = [] {
        static sqlite3_vfs vfs = *real_vfs();
        vfs.zName = "gaiku-faulty";
        vfs.szOsFile = sizeof(File);
        vfs.pNext = nullptr;
        vfs.xOpen = open_file;
        vfs.xDelete = delete_file;
        sqlite3_vfs_register(&vfs, 0);
        return std::string(vfs.zName);
    }();
    return name;
}

void set_faults(const Faults& faults) {
    const std::scoped_lock hold(state().mutex);
    state().faults = faults;
}

void power_off(std::uint64_t seed) {
    const std::scoped_lock hold(state().mutex);
    state().off = true;
    std::mt19937_64 random(seed);
    for (auto& [path, pending] : state().pending) {
        std::FILE* file = pending->writes.empty() ? nullptr : std::fopen(path.c_str(), "r+b");
        for (const Write& write : pending->writes) {
            for (std::size_t at = 0; file != nullptr && at < write.bytes.size(); at += 512) {
                if (random() % 2 == 0) continue;
                std::fseek(file, static_cast<long>(write.offset) + static_cast<long>(at), SEEK_SET);
                std::fwrite(write.bytes.data() + at, 1, std::min<std::size_t>(512, write.bytes.size() - at), file);
            }
        }
        if (file != nullptr) std::fclose(file);
        pending->writes.clear();
    }
}

void power_on() {
    const std::scoped_lock hold(state().mutex);
    state().off = false;
    state().faults = {};
}

}  // namespace gaiku::telemetry::test
