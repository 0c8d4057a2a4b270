#include "protocol/mqtt/client.h"

#include <fmt/format.h>
#include <algorithm>
#include <asio/post.hpp>
#include <future>
#include <random>

#include "protocol/mqtt/connection.h"

namespace gaiku::mqtt {

/// The client itself; lives on the loop's thread, where its events keep it alive.
struct Delivery::Target : std::enable_shared_from_this<Delivery::Target> {
    Target(Loop& loop, Options of, Handlers to)
        : context(loop.context()),
          options(std::move(of)),
          handlers(std::move(to)),
          session(options.limits),
          make_stream(stream_maker(context, options)),
          pause_timer(context),
          random(std::random_device{}()),
          pause(options.shortest_pause) {}

    void connect();
    void take(const Packet& packet);
    void take(const ConnAck& packet);
    void take(const Publish& packet);
    void take(const TooLarge& packet);
    void take(const PubAck& packet) { session.on(packet); }
    void take(const SubAck& packet);
    void take(const PingResp&) {}
    void acknowledge(std::uint64_t number);
    void give_again(std::uint64_t number);
    void lost(const std::string& reason);
    void flush();
    void stop();

    asio::io_context& context;
    const Options options;
    Handlers handlers;
    Session session;
    std::function<std::shared_ptr<Stream>()> make_stream;
    std::shared_ptr<Connection> connection;
    asio::steady_timer pause_timer;
    std::minstd_rand random;
    std::chrono::milliseconds pause;
    bool greeted = false;
    bool failing = false;  ///< a message was to be given again, and none has been acknowledged since
    bool stopped = false;
};

void Delivery::Target::connect() {
    if (stopped) return;
    greeted = false;
    const std::weak_ptr<Target> weak = weak_from_this();
    connection = std::make_shared<Connection>(
        context, make_stream(), options,
        Connection::Events{[weak](const Packet& packet) {
                               if (const auto self = weak.lock()) self->take(packet);
                           },
                           [weak](const std::string& reason) {
                               if (const auto self = weak.lock()) self->lost(reason);
                           },
                           [weak] {
                               const auto self = weak.lock();
                               return self && self->session.unacknowledged() < self->options.most_unacknowledged;
                           }});
    connection->start();
}

void Delivery::Target::take(const Packet& packet) {
    if (!greeted && !std::holds_alternative<ConnAck>(packet)) {
        throw ProtocolError("the broker's first packet does not answer the connection");
    }
    std::visit([this](const auto& kind) { take(kind); }, packet);
    flush();
}

void Delivery::Target::take(const ConnAck& packet) {
    if (greeted) throw ProtocolError("a second answer to a connection");
    if (packet.code != 0) return connection->end(fmt::format("refused: {}", refusal(packet.code)));
    greeted = true;
    if (!failing) pause = options.shortest_pause;
    session.connected(packet.session_present && !options.clean_session);
    if (handlers.on_connected) handlers.on_connected(packet.session_present);
}

void Delivery::Target::take(const Publish& packet) {
    Delivery delivery;
    if (packet.qos == Qos::at_least_once) delivery = Delivery(weak_from_this(), session.received(packet.id));
    delivery.duplicate = packet.duplicate;
    delivery.retained = packet.retain;
    if (handlers.on_message) handlers.on_message(packet.topic, packet.payload, std::move(delivery));
}

/// Held back it would come again for ever and nothing behind it would.
void Delivery::Target::take(const TooLarge& packet) {
    if (packet.qos == Qos::at_least_once) session.acknowledge(session.received(packet.id));
    if (handlers.on_trouble) {
        handlers.on_trouble(fmt::format("{}: a message of {} bytes was skipped, at most {} are taken", packet.topic,
                                        packet.bytes, options.largest_message));
    }
}

void Delivery::Target::take(const SubAck& packet) {
    for (const auto& filter : session.on(packet)) {
        if (handlers.on_trouble) handlers.on_trouble(fmt::format("{}: the broker refuses the subscription", filter));
    }
    if (handlers.on_subscribed && !session.subscribing()) handlers.on_subscribed();
}

void Delivery::Target::acknowledge(std::uint64_t number) {
    session.acknowledge(number);
    failing = false;
    flush();
    if (connection) connection->go_on();
}

void Delivery::Target::give_again(std::uint64_t number) {
    if (!connection || !session.is_open(number)) return;
    failing = true;
    connection->end("a message could not be stored");
}

void Delivery::Target::lost(const std::string& reason) {
    session.disconnected();
    connection.reset();
    if (handlers.on_disconnected) handlers.on_disconnected(reason);
    if (stopped) return;
    // Thousands of clients of a broker that was restarted must not come back at the same moment.
    std::uniform_int_distribution<std::int64_t> draw(pause.count() / 2, pause.count());
    pause_timer.expires_after(std::chrono::milliseconds(draw(random)));
    pause = std::min(pause * 2, options.longest_pause);
    pause_timer.async_wait([weak = weak_from_this()](std::error_code error) {
        const auto self = weak.lock();
        if (self && !error) self->connect();
    });
}

void Delivery::Target::flush() {
    if (greeted && connection) connection->send(session.output);
}

void Delivery::Target::stop() {
    stopped = true;
    handlers = {};
    pause_timer.cancel();
    if (connection) {
        if (greeted) write_disconnect(session.output);
        flush();
        connection->close();
        connection.reset();
    }
    session.drop_all();
}

void Delivery::acknowledge() const {
    const auto target = target_.lock();
    if (!target) return;
    asio::post(target->context, [target, number = number_] { target->acknowledge(number); });
}

void Delivery::give_again() const {
    const auto target = target_.lock();
    if (!target) return;
    asio::post(target->context, [target, number = number_] { target->give_again(number); });
}

Client::Client(Loop& loop, Options options, Handlers handlers)
    : target_(std::make_shared<Delivery::Target>(loop, std::move(options), std::move(handlers))) {
    asio::post(target_->context, [target = target_] { target->connect(); });
}

Client::~Client() {
    std::promise<void> stopped;
    asio::post(target_->context, [&] {
        target_->stop();
        stopped.set_value();
    });
    stopped.get_future().wait();
}

void Client::subscribe(std::string filter, Qos qos) {
    asio::post(target_->context, [target = target_, subscription = Subscription{std::move(filter), qos}]() mutable {
        target->session.subscribe(std::move(subscription));
        target->flush();
    });
}

void Client::publish(std::string topic, std::string payload, Qos qos, OnPublished done, bool retain) {
    asio::post(target_->context, [target = target_, topic = std::move(topic), payload = std::move(payload), qos, retain,
                                  done = std::move(done)]() mutable {
        if (target->stopped) {
            if (done) done(Published::dropped);
            return;
        }
        target->session.publish(std::move(topic), std::move(payload), qos, retain, std::move(done));
        target->flush();
    });
}

}  // namespace gaiku::mqtt
