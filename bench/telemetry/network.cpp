#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "base/clock.h"
#include "bench.h"
#include "protocol/mqtt/broker.h"
#include "protocol/mqtt/certificate.h"
#include "server/http.h"
#include "server/mqtt_intake.h"
#include "server/routes/readings.h"
#include "server/tokens.h"
#include "telemetry/time_text.h"

namespace gaiku::bench {
namespace {

constexpr int readings_a_message = 10 * slots_a_day;

/// One kept connection by TLS, whose certificate is checked.
class TlsLine {
public:
    TlsLine(std::uint16_t port, const fs::path& authority) : context_(SSL_CTX_new(TLS_client_method())) {
        SSL_CTX_set_verify(context_, SSL_VERIFY_PEER, nullptr);
        SSL_CTX_load_verify_locations(context_, authority.c_str(), nullptr);
        socket_ = socket(AF_INET, SOCK_STREAM, 0);
        const int yes = 1;
        setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ssl_ = SSL_new(context_);
        SSL_set1_host(ssl_, "localhost");
        SSL_set_fd(ssl_, socket_);
        if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
            SSL_connect(ssl_) != 1)
            throw std::runtime_error("no connection by TLS");
    }
    ~TlsLine() {
        SSL_free(ssl_);
        SSL_CTX_free(context_);
        close(socket_);
    }
    TlsLine(const TlsLine&) = delete;
    TlsLine& operator=(const TlsLine&) = delete;

    /// Whether the answer is 200 and says that all was stored.
    bool post(const std::string& token, const std::string& body) {
        const std::string request = fmt::format(
            "POST /api/v1/readings HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            "Authorization: Bearer {}\r\nContent-Length: {}\r\n\r\n{}",
            token, body.size(), body);
        if (SSL_write(ssl_, request.data(), static_cast<int>(request.size())) <= 0) return false;
        std::string answer;
        char buffer[4096];
        while (answer.empty() || answer.back() != '}') {
            const int got = SSL_read(ssl_, buffer, sizeof buffer);
            if (got <= 0) return false;
            answer.append(buffer, static_cast<std::size_t>(got));
        }
        return answer.starts_with("HTTP/1.1 200") &&
               answer.find(fmt::format("\"stored\":{}", readings_a_message)) != std::string::npos;
    }

private:
    SSL_CTX* context_;
    SSL* ssl_ = nullptr;
    int socket_ = -1;
};

void tell(const std::string& what, double readings, double seconds) {
    row(what, readings_end_to_end, readings / seconds, 0);
}

}  // namespace

std::string message_of(int meter, Day day) {
    const Batch batch = meters(meter, 1, day, 10);
    std::string body = "{\"readings\":[";
    for (const Sample& sample : batch.columns[0].samples) {
        body += fmt::format("{}{{\"channel\":\"energy_import\",\"time\":\"{}\",\"value\":{}}}",
                            body.size() > 13 ? "," : "", print_time(sample.time), sample.value);
    }
    return body + "]}";
}

void by_https(const fs::path& folder) {
    constexpr int senders = 8;
    constexpr int devices = 1000;
    constexpr int messages = 5;  // of each device
    const auto files = mqtt::own_certificate(folder / "certificate", "localhost");
    Store store(folder / "store");
    std::vector<std::string> tokens;
    std::vector<std::string> bodies;
    for (int meter = 0; meter < devices; ++meter) {
        Device device;
        device.name = "m" + std::to_string(meter);
        tokens.push_back(server::new_token(device.name));
        device.token_hash = server::hash_of(tokens.back());
        store.put_device(device, "bench");
        for (int i = 0; i < messages; ++i) bodies.push_back(message_of(meter, first_day + 10 * i));
    }
    Intake intake(store, {});
    server::Api api([&store](const std::string& name) { return store.token_hash(name); });
    server::add_readings(api, store, intake);
    const server::Http https(api, {.port = 0, .tls = server::Listen::Certificate{files.certificate, files.key}});
    std::atomic<int> failed = 0;
    const double seconds = seconds_of([&] {
        std::vector<std::jthread> threads;
        for (int sender = 0; sender < senders; ++sender) {
            threads.emplace_back([&, sender] {
                TlsLine line(https.port(), files.ca);
                for (int i = 0; i < messages; ++i) {
                    for (int meter = sender; meter < devices; meter += senders) {
                        const auto m = static_cast<std::size_t>(meter);
                        if (!line.post(tokens[m], bodies[m * messages + static_cast<std::size_t>(i)])) ++failed;
                    }
                }
            });
        }
    });
    if (failed > 0) throw std::runtime_error(fmt::format("{} messages were not stored", failed.load()));
    tell("HTTPS, 8 senders, JSON messages of 480 readings, first byte to last receipt, readings a second",
         static_cast<double>(bodies.size()) * readings_a_message, seconds);
}

void by_mqtt(const fs::path& folder) {
    constexpr int devices = 20;
    constexpr int messages = 250;  // of each device
    mqtt::BrokerSettings settings;
    settings.folder = folder / "broker";
    settings.server_password = "server";
    for (int meter = 0; meter < devices; ++meter) settings.devices["m" + std::to_string(meter)] = "secret";
    const mqtt::Broker broker(settings);
    const auto options = [&](const std::string& user, const std::string& password) {
        mqtt::Options made;
        made.host = "127.0.0.1";
        made.port = broker.port();
        made.client_id = user;
        made.user = user;
        made.password = password;
        return made;
    };
    Store store(folder / "store");
    Intake intake(store, {});
    const SystemClock clock;
    const DeviceModels models;
    const server::MqttIntake server(store, intake, options("gaiku", "server"), {models, clock, "Asia/Tokyo"},
                                    [](const std::string& what) { fmt::print(stderr, "{}\n", what); });
    std::mutex mutex;
    std::condition_variable changed;
    int subscribed = 0;
    std::size_t stored = 0;
    std::vector<std::string> bodies;
    for (int i = 0; i < devices * messages; ++i)
        bodies.push_back(message_of(i % devices, first_day + 10 * (i / devices)));
    mqtt::Loop loop;
    mqtt::Handlers handlers;
    handlers.on_message = [&](std::string_view, std::string_view payload, const mqtt::Delivery& delivery) {
        const std::scoped_lock hold(mutex);
        if (payload.find(fmt::format("\"stored\":{}", readings_a_message)) != std::string_view::npos)
            stored += readings_a_message;
        delivery.acknowledge();
        changed.notify_all();
    };
    handlers.on_subscribed = [&] {
        const std::scoped_lock hold(mutex);
        ++subscribed;
        changed.notify_all();
    };
    std::vector<std::unique_ptr<mqtt::Client>> clients;
    for (int meter = 0; meter < devices; ++meter) {
        const std::string name = "m" + std::to_string(meter);
        clients.push_back(std::make_unique<mqtt::Client>(loop, options(name, "secret"), handlers));
        clients.back()->subscribe("ack/" + name);
    }
    while (!server.ready()) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    std::unique_lock hold(mutex);
    changed.wait(hold, [&] { return subscribed == devices; });
    const std::size_t all = bodies.size() * readings_a_message;
    const double seconds = seconds_of([&] {
        hold.unlock();
        for (std::size_t i = 0; i < bodies.size(); ++i) {
            const std::size_t meter = i % devices;
            clients[meter]->publish("gaiku/m" + std::to_string(meter) + "/readings", std::move(bodies[i]));
        }
        hold.lock();
        changed.wait_for(hold, std::chrono::minutes(5), [&] { return stored == all; });
    });
    hold.unlock();
    if (stored != all) throw std::runtime_error(fmt::format("{} of {} readings were acknowledged", stored, all));
    tell("MQTT over Mosquitto, 20 devices, the same messages, first byte to last receipt, readings a second",
         static_cast<double>(all), seconds);
}

}  // namespace gaiku::bench
