#include "server/accounts/limiter.h"

#include <algorithm>
#include <cmath>

namespace gaiku::server {
namespace {

using Seconds = std::chrono::duration<double>;

constexpr int free_tries = 5;
constexpr int longest_wait_s = 900;
constexpr std::size_t most_tried = 10'000;

}  // namespace

Limiter::Limiter(double a_second, double burst, std::size_t most_names)
    : a_second_(a_second), burst_(burst), most_names_(most_names) {}

void Limiter::forget(Time now) {
    std::erase_if(buckets_, [&](const auto& entry) {
        return entry.second.tokens + Seconds(now - entry.second.at).count() * a_second_ >= burst_;
    });
    while (buckets_.size() >= most_names_) buckets_.erase(buckets_.begin());
}

int Limiter::take(const std::string& name, Time now) {
    const std::scoped_lock hold(mutex_);
    if (buckets_.size() >= most_names_ && !buckets_.contains(name)) forget(now);
    auto& bucket = buckets_.try_emplace(name, Bucket{burst_, now}).first->second;
    bucket.tokens = std::min(burst_, bucket.tokens + Seconds(now - bucket.at).count() * a_second_);
    bucket.at = now;
    if (bucket.tokens < 1) return std::max(1, static_cast<int>(std::ceil((1 - bucket.tokens) / a_second_)));
    bucket.tokens -= 1;
    return 0;
}

int WrongTries::wait(const std::string& name, Time now) {
    const std::scoped_lock hold(mutex_);
    const auto found = tries_.find(name);
    if (found == tries_.end() || found->second.until <= now) return 0;
    return static_cast<int>(std::ceil(Seconds(found->second.until - now).count()));
}

void WrongTries::wrong(const std::string& name, Time now) {
    const std::scoped_lock hold(mutex_);
    if (tries_.size() >= most_tried && !tries_.contains(name)) {
        const auto soonest = std::min_element(
            tries_.begin(), tries_.end(), [](const auto& a, const auto& b) { return a.second.until < b.second.until; });
        tries_.erase(soonest);
    }
    Tries& tries = tries_[name];
    if (++tries.count < free_tries) return;
    const int doubled = std::min(tries.count - free_tries, 10);
    tries.until = now + std::chrono::seconds(std::min(longest_wait_s, 1 << doubled));
}

void WrongTries::right(const std::string& name) {
    const std::scoped_lock hold(mutex_);
    tries_.erase(name);
}

}  // namespace gaiku::server
