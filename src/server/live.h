#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace gaiku::server {

struct LiveEvent {
    std::string name;
    std::string data;  ///< JSON in one line
};

/// Gives what is new to all who listen. A text is made once and shared; who is slow gets the newest when it is ready
/// for one, so that nobody holds more than two and nobody waits for another.
class Live {
public:
    struct Written {
        std::string events;    ///< as server-sent events
        std::string messages;  ///< as one message of a WebSocket: [{"event": ..., "data": ...}, ...]
    };
    using Text = std::shared_ptr<const Written>;
    /// Called on the thread that publishes, with a lock held; must not throw, wait, or call this object. Null: all is
    /// over, nothing comes any more.
    using Listener = std::function<void(const Text&)>;

    /// While the object that is given lives, `listener` is called.
    [[nodiscard]] std::shared_ptr<void> listen(Listener listener);
    void publish(const std::vector<LiveEvent>& events);
    /// Tells all that it is over, and forgets the last that was published. Nobody listens any more, and no call is
    /// under way when it returns.
    void end_all();
    /// The last that was published; null before the first and after the end.
    [[nodiscard]] Text last() const;
    [[nodiscard]] std::size_t listeners() const;

private:
    struct Shared {
        mutable std::mutex mutex;
        std::map<std::size_t, Listener> listeners;
        std::size_t next = 0;
        Text last;
    };
    std::shared_ptr<Shared> shared_ = std::make_shared<Shared>();
};

}  // namespace gaiku::server
