#include "protocol/mqtt/broker.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <chrono>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace gaiku::mqtt {
namespace {

using namespace std::chrono_literals;

sockaddr_in end_point(const std::string& address, std::uint16_t port) {
    sockaddr_in end{};
    end.sin_family = AF_INET;
    end.sin_port = htons(port);
    if (inet_pton(AF_INET, address.c_str(), &end.sin_addr) != 1) {
        throw std::runtime_error(fmt::format("{} is no IPv4 address", address));
    }
    return end;
}

std::uint16_t free_port(const std::string& address) {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in end = end_point(address, 0);
    socklen_t size = sizeof end;
    const bool good = bind(socket, reinterpret_cast<sockaddr*>(&end), size) == 0 &&
                      getsockname(socket, reinterpret_cast<sockaddr*>(&end), &size) == 0;
    close(socket);
    if (!good) throw std::runtime_error(fmt::format("no free port at {}", address));
    return ntohs(end.sin_port);
}

bool answers(const std::string& address, std::uint16_t port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    const sockaddr_in end = end_point(address, port);
    const bool connected = connect(socket, reinterpret_cast<const sockaddr*>(&end), sizeof end) == 0;
    close(socket);
    return connected;
}

/// In the child: nothing but what is allowed between fork and exec.
[[noreturn]] void become_mosquitto(const char* configuration) {
    prctl(PR_SET_PDEATHSIG, SIGTERM);  // a broker does not outlive its program, however that ends
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    // Debian keeps it where only root's PATH leads.
    execl("/usr/sbin/mosquitto", "mosquitto", "-c", configuration, static_cast<char*>(nullptr));
    execlp("mosquitto", "mosquitto", "-c", configuration, static_cast<char*>(nullptr));
    _exit(127);
}

}  // namespace

Broker::Broker(BrokerSettings settings) : settings_(std::move(settings)) {
    if (settings_.port == 0) settings_.port = free_port(settings_.address);
    write_broker_files(settings_);
    start();
}

Broker::~Broker() {
    stop();
}

bool Broker::running() {
    if (process_ <= 0) return false;
    int status = 0;
    if (waitpid(process_, &status, WNOHANG) == 0) return true;
    process_ = -1;
    return false;
}

void Broker::set_devices(std::map<std::string, std::string> devices) {
    BrokerSettings changed = settings_;
    changed.devices = std::move(devices);
    write_broker_files(changed);
    settings_ = std::move(changed);
    if (running()) ::kill(process_, SIGHUP);  // Mosquitto reads its passwords again
}

void Broker::start() {
    if (running()) return;
    if (answers(settings_.address, settings_.port)) {
        throw std::runtime_error(fmt::format("{}:{} is taken by another program", settings_.address, settings_.port));
    }
    const std::string configuration = (settings_.folder / "mosquitto.conf").string();
    process_ = fork();
    if (process_ == 0) become_mosquitto(configuration.c_str());
    if (process_ < 0) throw std::runtime_error("mosquitto: no process");
    const auto end = std::chrono::steady_clock::now() + 10s;
    while (!answers(settings_.address, settings_.port)) {
        if (!running()) {
            throw std::runtime_error(
                fmt::format("mosquitto does not start (Debian package mosquitto): {}", last_words()));
        }
        if (std::chrono::steady_clock::now() > end) {
            this->kill();
            throw std::runtime_error("mosquitto takes no connections");
        }
        std::this_thread::sleep_for(10ms);
    }
}

void Broker::stop() {
    end(SIGTERM);
}

void Broker::kill() {
    end(SIGKILL);
}

void Broker::end(int signal) {
    if (!running()) return;
    ::kill(process_, signal);
    waitpid(process_, nullptr, 0);
    process_ = -1;
}

std::string Broker::last_words() const {
    std::ifstream log(settings_.folder / "mosquitto.log");
    std::string last = "no log";
    for (std::string line; std::getline(log, line);) last = line;
    return last;
}

}  // namespace gaiku::mqtt
