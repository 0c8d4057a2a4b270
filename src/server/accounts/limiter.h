#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>

namespace gaiku::server {

/// How often someone may ask: a bucket for each name that fills steadily. Holds no more than a number of names; those
/// whose bucket is full are forgotten. Safe for any number of threads.
class Limiter {
public:
    using Time = std::chrono::steady_clock::time_point;

    /// `burst` at once, `a_second` after that.
    Limiter(double a_second, double burst, std::size_t most_names = 10'000);
    /// Seconds to wait, rounded up; 0: it may, and one is taken.
    [[nodiscard]] int take(const std::string& name, Time now = std::chrono::steady_clock::now());

private:
    struct Bucket {
        double tokens = 0;
        Time at{};
    };
    void forget(Time now);

    double a_second_, burst_;
    std::size_t most_names_;
    std::mutex mutex_;
    std::map<std::string, Bucket> buckets_;
};

/// Tries at a password: after five wrong ones for a name, each more doubles the wait, from one second to a quarter of
/// an hour; a right one forgives. Holds no more than a number of names, those first that wait longest.
class WrongTries {
public:
    using Time = Limiter::Time;
    /// Seconds to wait; 0: it may be tried.
    [[nodiscard]] int wait(const std::string& name, Time now = std::chrono::steady_clock::now());
    void wrong(const std::string& name, Time now = std::chrono::steady_clock::now());
    void right(const std::string& name);

private:
    struct Tries {
        int count = 0;
        Time until{};
    };
    std::mutex mutex_;
    std::map<std::string, Tries> tries_;
};

}  // namespace gaiku::server
