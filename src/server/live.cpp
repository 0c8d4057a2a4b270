#include "server/live.h"

namespace gaiku::server {

std::shared_ptr<void> Live::listen(Listener listener) {
    const std::scoped_lock hold(shared_->mutex);
    const std::size_t id = shared_->next++;
    shared_->listeners.emplace(id, std::move(listener));
    return {shared_.get(), [weak = std::weak_ptr(shared_), id](void*) {
                if (const auto shared = weak.lock()) {
                    decltype(shared->listeners)::node_type ended;  // what it holds is let go without the lock
                    const std::scoped_lock lock(shared->mutex);
                    ended = shared->listeners.extract(id);
                }
            }};
}

void Live::publish(const std::vector<LiveEvent>& events) {
    Written written;
    for (const auto& event : events) {
        written.events += "event: " + event.name + "\ndata: " + event.data + "\n\n";
        written.messages += (written.messages.empty() ? "[" : ",");
        written.messages += R"({"event":")" + event.name + R"(","data":)" + event.data + "}";
    }
    written.messages += written.messages.empty() ? "[]" : "]";
    const auto made = std::make_shared<const Written>(std::move(written));
    const std::scoped_lock hold(shared_->mutex);
    shared_->last = made;
    for (const auto& [id, listener] : shared_->listeners) listener(made);
}

void Live::end_all() {
    decltype(shared_->listeners) ended;
    const std::scoped_lock hold(shared_->mutex);
    ended.swap(shared_->listeners);
    shared_->last = nullptr;
    for (const auto& [id, listener] : ended) listener(nullptr);
}

Live::Text Live::last() const {
    const std::scoped_lock hold(shared_->mutex);
    return shared_->last;
}

std::size_t Live::listeners() const {
    const std::scoped_lock hold(shared_->mutex);
    return shared_->listeners.size();
}

}  // namespace gaiku::server
