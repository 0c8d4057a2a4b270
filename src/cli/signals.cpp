#include "cli/signals.h"

#include <pthread.h>
#include <cstdlib>

namespace gaiku {

Signals::Signals() {
    sigemptyset(&set_);
    sigaddset(&set_, SIGINT);
    sigaddset(&set_, SIGTERM);
    // Threads inherit it, so that the signals come to the one that waits for them.
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
    thread_ = std::thread([this] { wait(); });
}

Signals::~Signals() {
    over_ = true;
    pthread_kill(thread_.native_handle(), SIGINT);
    thread_.join();
}

void Signals::wait() {
    while (true) {
        int signal = 0;
        if (sigwait(&set_, &signal) != 0) continue;
        if (over_) return;
        if (caught_ != 0) std::_Exit(128 + signal);
        caught_ = signal;
        stop_.request_stop();
    }
}

}  // namespace gaiku
