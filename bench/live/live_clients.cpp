#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "telemetry/time_text.h"

/// Many clients of a running server's live events, in one program of one thread:
///
///     live_clients PORT TOKEN WEBSOCKETS EVENT_STREAMS DISPLAYS SLOW SECONDS
///
/// WEBSOCKETS and EVENT_STREAMS listen to /api/v1/live by TOKEN, DISPLAYS to /api/v1/display/live as strangers, SLOW
/// ask for /api/v1/live and never read. Prints a line of JSON when all hear, one after SECONDS more with what was heard
/// in them (latency: from a picture's time to the arrival of its last byte, ms), and one when the server has closed
/// all.
namespace {

using Clock = std::chrono::system_clock;

enum class Kind { websocket, events, display, slow };
constexpr std::array<const char*, 4> kind_names{"websocket", "events", "display", "slow"};
constexpr double connects_a_second = 90;  // below what the server lets one token ask

[[noreturn]] void fail(const std::string& what) {
    fmt::print(stderr, "live_clients: {}\n", what);
    std::exit(2);
}

std::int64_t now_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now().time_since_epoch()).count();
}

/// The time that a picture says first: text or ms since 1970; 0 where there is none.
std::int64_t time_in(std::string_view message) {
    constexpr std::string_view key = "\"time\":";
    const std::size_t at = message.find(key);
    if (at == std::string_view::npos) return 0;
    message.remove_prefix(at + key.size());
    if (message.starts_with('"')) {
        const auto time = gaiku::telemetry::parse_time(message.substr(1, message.find('"', 1) - 1));
        return time ? *time : 0;
    }
    std::int64_t ms = 0;
    std::from_chars(message.data(), message.data() + message.size(), ms);
    return ms;
}

struct Client {
    Kind kind = Kind::events;
    int descriptor = -1;
    bool hears = false;  ///< the head of the answer has come
    std::string got;
    std::size_t messages = 0;
};

struct Heard {
    std::vector<std::int64_t> latencies;  ///< ms
    std::size_t bytes = 0;
};

class Clients {
public:
    Clients(std::uint16_t port, std::string token) : port_(port), token_(std::move(token)), poll_(epoll_create1(0)) {}

    void add(Kind kind, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            Client client;
            client.kind = kind;
            clients_.push_back(client);
        }
        wanted_[kind] = count;
    }

    void connect_all() {
        const auto start = std::chrono::steady_clock::now();
        for (std::size_t i = 0; i < clients_.size(); ++i) {
            connect(i);
            const auto due = start + std::chrono::duration<double>(static_cast<double>(i + 1) / connects_a_second);
            while (std::chrono::steady_clock::now() < due) wait(1);
        }
        for (int waits = 0; waits < 100 && hearing() + wanted_[Kind::slow] < clients_.size(); ++waits) wait(100);
    }

    void hear_for(double seconds) {
        for (auto& client : clients_) client.messages = 0;
        heard_.clear();
        const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
        while (std::chrono::steady_clock::now() < end) wait(50);
    }

    void hear_until_closed(double longest) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(longest);
        while (open() > 0 && std::chrono::steady_clock::now() < end) wait(50);
    }

    void print(const char* state) {
        std::string text = fmt::format(R"({{"state":"{}","open":{},"said_goodbye":{})", state, open(), goodbyes_);
        for (const auto& [kind, wanted] : wanted_) {
            std::size_t still = 0, hear = 0, fewest = wanted == 0 ? 0 : ~std::size_t{0};
            for (const auto& client : clients_) {
                if (client.kind != kind) continue;
                still += client.descriptor >= 0 ? 1 : 0;
                hear += client.hears ? 1 : 0;
                fewest = std::min(fewest, client.messages);
            }
            auto& heard = heard_[kind];
            std::sort(heard.latencies.begin(), heard.latencies.end());
            const auto at = [&](double share) {
                const auto last = heard.latencies.size();
                return last == 0 ? 0
                                 : heard.latencies[std::min(last - 1, static_cast<std::size_t>(share * double(last)))];
            };
            text += fmt::format(R"(,"{}":{{"wanted":{},"hear":{},"open":{},"messages":{},"fewest":{},"bytes":{},)"
                                R"("median_ms":{},"p99_ms":{},"most_ms":{}}})",
                                kind_names[static_cast<std::size_t>(kind)], wanted, hear, still, heard.latencies.size(),
                                fewest, heard.bytes, at(0.5), at(0.99), at(1));
        }
        fmt::print("{}}}\n", text);
        std::fflush(stdout);
    }

private:
    [[nodiscard]] std::size_t open() const {
        return static_cast<std::size_t>(
            std::count_if(clients_.begin(), clients_.end(), [](const Client& one) { return one.descriptor >= 0; }));
    }
    [[nodiscard]] std::size_t hearing() const {
        return static_cast<std::size_t>(
            std::count_if(clients_.begin(), clients_.end(), [](const Client& one) { return one.hears; }));
    }

    void connect(std::size_t index) {
        Client& client = clients_[index];
        client.descriptor = socket(AF_INET, SOCK_STREAM, 0);
        if (client.descriptor < 0) fail("no more sockets; raise the limit of open files");
        const bool slow = client.kind == Kind::slow;
        const int small = 4096;
        if (slow) setsockopt(client.descriptor, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port_);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(client.descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
            fail("cannot connect");
        std::string ask = std::string("GET /api/v1/") + (client.kind == Kind::display ? "display/live" : "live") +
                          " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
        if (client.kind != Kind::display) ask += "Authorization: Bearer " + token_ + "\r\n";
        if (client.kind == Kind::websocket || (slow && index % 2 == 0)) {
            ask +=
                "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        }
        ask += "\r\n";
        if (send(client.descriptor, ask.data(), ask.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(ask.size()))
            fail("cannot ask");
        fcntl(client.descriptor, F_SETFL, fcntl(client.descriptor, F_GETFL) | O_NONBLOCK);
        epoll_event event{};
        // Who never reads hears only that it was let go.
        event.events = slow ? EPOLLERR | EPOLLHUP : EPOLLIN;
        event.data.u64 = index;
        epoll_ctl(poll_, EPOLL_CTL_ADD, client.descriptor, &event);
    }

    void wait(int ms) {
        std::array<epoll_event, 256> events{};
        const int count = epoll_wait(poll_, events.data(), static_cast<int>(events.size()), ms);
        for (int i = 0; i < count; ++i) read(clients_[events[static_cast<std::size_t>(i)].data.u64]);
    }

    void read(Client& client) {
        static std::array<char, 1 << 17> buffer;
        const ssize_t got = client.kind == Kind::slow ? 0 : recv(client.descriptor, buffer.data(), buffer.size(), 0);
        if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
        if (got <= 0) {
            if (got == 0 && client.kind != Kind::websocket && client.kind != Kind::slow) ++goodbyes_;
            close(client.descriptor);
            client.descriptor = -1;
            return;
        }
        heard_[client.kind].bytes += static_cast<std::size_t>(got);
        client.got.append(buffer.data(), static_cast<std::size_t>(got));
        if (!client.hears) {
            const std::size_t end = client.got.find("\r\n\r\n");
            if (end == std::string::npos) return;
            const std::string_view wanted = client.kind == Kind::websocket ? "HTTP/1.1 101" : "HTTP/1.1 200";
            if (!client.got.starts_with(wanted)) fail("refused: " + client.got.substr(0, end));
            client.hears = true;
            client.got.erase(0, end + 4);
        }
        std::size_t taken = 0;
        while (const std::size_t one =
                   client.kind == Kind::websocket ? take_frame(client, taken) : take_event(client, taken))
            taken += one;
        client.got.erase(0, taken);
    }

    void heard(Client& client, std::string_view message) {
        const std::int64_t time = time_in(message);
        if (time == 0) return;
        ++client.messages;
        heard_[client.kind].latencies.push_back(now_ms() - time);
    }

    /// Bytes of a whole event; 0 where it has not come yet.
    std::size_t take_event(Client& client, std::size_t from) {
        const std::size_t end = client.got.find("\n\n", from);
        if (end == std::string::npos) return 0;
        const auto event = std::string_view(client.got).substr(from, end - from);
        if (!event.starts_with("event: alarms")) heard(client, event);
        return end + 2 - from;
    }

    /// Bytes of a whole frame (RFC 6455, 5.2); 0 where it has not come yet.
    std::size_t take_frame(Client& client, std::size_t from) {
        const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(client.got[from + i]); };
        const std::size_t there = client.got.size() - from;
        if (there < 2) return 0;
        std::size_t length = byte(1), head = 2;
        if (length >= 126) {
            const std::size_t bytes = length == 126 ? 2 : 8;
            head += bytes;
            if (there < head) return 0;
            length = 0;
            for (std::size_t i = 0; i < bytes; ++i) length = length << 8 | byte(2 + i);
        }
        if (there < head + length) return 0;
        const unsigned kind = byte(0) & 0xF;
        constexpr unsigned text = 1, closing = 8, ping = 9;
        const auto data = std::string_view(client.got).substr(from + head, length);
        if (kind == text) heard(client, data);
        if (kind == closing || kind == ping) answer(client, kind == ping ? 10 : closing, data);
        if (kind == closing) ++goodbyes_;
        return head + length;
    }

    /// A small frame, masked by zeros.
    static void answer(const Client& client, unsigned kind, std::string_view data) {
        std::string frame{static_cast<char>(0x80 | kind), static_cast<char>(0x80 | (data.size() & 0x7F)), 0, 0, 0, 0};
        frame += data;
        if (send(client.descriptor, frame.data(), frame.size(), MSG_NOSIGNAL) < 0)
            return;  // it is gone, as read() says
    }

    std::uint16_t port_;
    std::string token_;
    int poll_;
    std::vector<Client> clients_;
    std::map<Kind, std::size_t> wanted_;
    std::map<Kind, Heard> heard_;
    std::size_t goodbyes_ = 0;  ///< streams that ended, and close frames
};

}  // namespace

int main(int count, char** arguments) {
    if (count != 8) fail("PORT TOKEN WEBSOCKETS EVENT_STREAMS DISPLAYS SLOW SECONDS are expected");
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    const auto number = [&](int at) { return static_cast<std::size_t>(std::strtoul(arguments[at], nullptr, 10)); };
    Clients clients(static_cast<std::uint16_t>(number(1)), arguments[2]);
    clients.add(Kind::websocket, number(3));
    clients.add(Kind::events, number(4));
    clients.add(Kind::display, number(5));
    clients.add(Kind::slow, number(6));
    clients.connect_all();
    clients.print("connected");
    clients.hear_for(static_cast<double>(number(7)));
    clients.print("heard");
    clients.hear_until_closed(60);
    clients.print("closed");
}
