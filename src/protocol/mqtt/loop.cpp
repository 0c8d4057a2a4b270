#include "protocol/mqtt/loop.h"

#include <asio/executor_work_guard.hpp>
#include <asio/io_context.hpp>
#include <thread>

namespace gaiku::mqtt {

struct Loop::Parts {
    asio::io_context context{1};
    asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
    std::thread thread{[this] { context.run(); }};
};

Loop::Loop() : parts_(std::make_unique<Parts>()) {}

Loop::~Loop() {
    parts_->work.reset();
    parts_->context.stop();
    parts_->thread.join();
}

asio::io_context& Loop::context() {
    return parts_->context;
}

}  // namespace gaiku::mqtt
