#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <string>

namespace gaiku::server {

/// Answers that are the same for everybody for some seconds, so that many who ask cost no more than one. Safe for any
/// number of threads; of one name one thread makes the answer and the others wait for it.
class Kept {
public:
    static constexpr std::size_t most_names = 1000;

    explicit Kept(std::chrono::seconds for_so_long) : for_so_long_(for_so_long) {}

    [[nodiscard]] std::string get(const std::string& name, const std::function<std::string()>& make) {
        const std::scoped_lock hold(mutex_);
        const auto now = std::chrono::steady_clock::now();
        std::erase_if(kept_, [&](const auto& one) { return now - one.second.made > for_so_long_; });
        const auto found = kept_.find(name);
        if (found != kept_.end()) return found->second.text;
        std::string text = make();
        if (kept_.size() < most_names) kept_[name] = {text, std::chrono::steady_clock::now()};
        return text;
    }

private:
    struct Text {
        std::string text;
        std::chrono::steady_clock::time_point made;
    };
    std::chrono::seconds for_so_long_;
    std::mutex mutex_;
    std::map<std::string, Text> kept_;
};

}  // namespace gaiku::server
