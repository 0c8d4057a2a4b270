#pragma once

#include <chrono>
#include <functional>
#include <mutex>
#include <string>
#include <unordered_map>

namespace gaiku::operate {

/// Answers that cost many reads of the store, kept for a while, so that many who ask cost what one does. One is made at
/// a time. Safe for any number of threads.
class KeptAnswers {
public:
    using Steady = std::chrono::steady_clock;

    explicit KeptAnswers(Steady::duration keep, std::size_t most = 1000) : keep_(keep), most_(most) {}

    /// The kept answer of a key, or a new one. What `make` throws is passed on, and nothing is kept.
    [[nodiscard]] std::string get(const std::string& key, const std::function<std::string()>& make,
                                  Steady::time_point now = Steady::now()) {
        const std::scoped_lock hold(mutex_);
        const auto found = kept_.find(key);
        if (found != kept_.end() && now - found->second.made < keep_) return found->second.answer;
        std::string answer = make();
        if (found == kept_.end() && kept_.size() >= most_) kept_.clear();
        kept_[key] = {answer, now};
        return answer;
    }

private:
    struct Kept {
        std::string answer;
        Steady::time_point made;
    };
    Steady::duration keep_;
    std::size_t most_;
    std::mutex mutex_;
    std::unordered_map<std::string, Kept> kept_;
};

}  // namespace gaiku::operate
