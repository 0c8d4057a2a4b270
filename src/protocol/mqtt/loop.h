#pragma once

#include <memory>

namespace asio {
class io_context;
}

namespace gaiku::mqtt {

/// A thread that moves the bytes of any number of clients. Clients call back on it: a handler that waits holds all up.
/// Destroy the clients first.
class Loop {
public:
    Loop();
    ~Loop();
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    [[nodiscard]] asio::io_context& context();

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace gaiku::mqtt
