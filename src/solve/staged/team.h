#pragma once

#include <cstdint>
#include <functional>
#include <memory>

namespace gaiku::solve::staged {

/// Threads that take the groups of segments between them. What a group computes does not depend on who does it, so that
/// a result is the same to the last digit on any number of threads.
class Team {
public:
    explicit Team(int threads);
    ~Team();
    Team(const Team&) = delete;
    Team& operator=(const Team&) = delete;

    /// Calls work(0), ..., work(count - 1), and returns when all have been done. It must not throw.
    void each(std::int32_t count, const std::function<void(std::int32_t)>& work);

private:
    struct Crew;
    std::unique_ptr<Crew> crew_;
};

}  // namespace gaiku::solve::staged
