#include "server/mqtt_intake.h"

#include <date/tz.h>
#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <optional>

#include "server/topic.h"
#include "telemetry/decode/messages.h"
#include "telemetry/model/device_model.h"

namespace gaiku::server {
namespace {

using telemetry::Batch;
using telemetry::BodyError;
using telemetry::TimeMs;
using TimeOfClock = std::chrono::time_point<std::chrono::system_clock, std::chrono::milliseconds>;

/// What comes within this time after the connection may have waited at the broker.
constexpr std::chrono::minutes longest_backlog{5};

}  // namespace

struct MqttIntake::Parts {
    Parts(telemetry::Store& the_store, telemetry::Intake& the_intake, const Field& field,
          std::function<void(const std::string&)> teller)
        : store(the_store),
          intake(the_intake),
          known(field.models),
          clock(field.clock),
          time_zone(date::locate_zone(field.time_zone)),
          tell(std::move(teller)) {}

    /// Whether the message is one of readings; then its batch, or why it has none.
    bool decode(const Topic& topic, std::string_view payload, const mqtt::Delivery& delivery, Batch& batch,
                std::optional<BodyError>& error) {
        if (topic.device.empty()) return false;
        if (topic.rest == "readings") {
            error = decoder.json(payload, topic.device, batch);
            return true;
        }
        const std::string id = model_of(topic.device);
        const auto* model = known.find(id);
        if (model == nullptr && !id.empty()) {
            error = BodyError{"unknown-model", "\"" + id + "\" is no device model that this server knows"};
            return true;
        }
        const auto* message = model == nullptr ? nullptr : model->message(topic.rest);
        if (message == nullptr) return false;
        const auto now = std::chrono::floor<std::chrono::milliseconds>(clock.now());
        telemetry::Reception reception{now.time_since_epoch().count(), time_zone};
        reception.retained = delivery.retained;
        if (!message->local_time) {
            error = telemetry::decode_with_model(*message, payload, topic.device, reception, batch);
            return true;
        }
        // What a broker gives of QoS 0 it gives at once.
        reception.waited =
            delivery.qos != mqtt::Qos::at_most_once && (delivery.duplicate || now < connected.load() + longest_backlog);
        TimeMs& last = last_of(topic, *message);
        if (delivery.duplicate) {
            error = telemetry::decode_with_model(*message, payload, topic.device, reception, batch);
            if (error || is_stored(batch)) return true;
        }
        reception.previous = last;
        error = telemetry::decode_with_model(*message, payload, topic.device, reception, batch);
        if (!error && !batch.columns.empty()) last = batch.columns.front().samples.front().time;
        return true;
    }

    /// The time of the device's last message of that topic; after a restart the newest that is stored of its channels.
    TimeMs& last_of(const Topic& topic, const telemetry::DeviceModel::Message& message) {
        const auto [found, fresh] =
            last_local.try_emplace(std::pair(topic.device, std::string(topic.rest)), telemetry::Reception{}.previous);
        if (!fresh) return found->second;
        for (const auto& value : message.values)
            found->second = std::max(found->second, store.newest({topic.device, value.channel}));
        return found->second;
    }

    /// Every reading of it, with its value: it was committed, and only its acknowledgement did not reach the broker.
    bool is_stored(const Batch& batch) {
        for (const auto& column : batch.columns) {
            for (const auto& sample : column.samples) {
                const auto stored = store.raw({column.device, column.channel}, sample.time, sample.time + 1);
                if (stored.empty() || stored.front().value != sample.value) return false;
            }
        }
        return !batch.columns.empty();
    }

    void take(const std::shared_ptr<Parts>& self, std::string_view topic_text, std::string_view payload,
              const mqtt::Delivery& delivery) {
        const Topic topic = parse_topic(topic_text);
        Batch batch;
        std::optional<BodyError> error;
        if (!decode(topic, payload, delivery, batch, error)) return delivery.acknowledge();  // of no concern here
        if (error) {
            publish(topic.device, telemetry::error_json(*error));
            return delivery.acknowledge();  // it would be no better a second time
        }
        // Without an acknowledgement the client stops reading before long, and the broker keeps what waits.
        intake.submit_waiting(
            std::move(batch), [self, device = topic.device, delivery](const telemetry::Intake::Outcome& outcome) {
                if (!outcome.error.empty())
                    return self->tell("readings of " + device + " are left to the broker: " + outcome.error);
                self->publish(device, telemetry::receipt_json(outcome.receipt));
                delivery.acknowledge();
            });
    }

    void publish(const std::string& device, std::string body) {
        const std::scoped_lock hold(mutex);
        if (client != nullptr) client->publish("ack/" + device, std::move(body), mqtt::Qos::at_least_once);
    }

    /// By the registry, which is read again after a while; empty: none.
    std::string model_of(const std::string& device) {
        const auto now = std::chrono::steady_clock::now();
        if (models.empty() || now - models_read > std::chrono::seconds(10)) {
            models.clear();
            for (const auto& one : store.devices()) models[one.name] = one.model;
            models_read = now;
        }
        const auto found = models.find(device);
        return found == models.end() ? std::string() : found->second;
    }

    telemetry::Store& store;
    telemetry::Intake& intake;
    const telemetry::DeviceModels& known;
    const Clock& clock;
    const date::time_zone* time_zone;
    std::function<void(const std::string&)> tell;
    telemetry::Decoder decoder;
    std::mutex mutex;
    mqtt::Client* client = nullptr;
    std::atomic<bool> ready = false;
    std::map<std::string, std::string> models;
    /// Of devices that send local time, by topic: as many as the registry and their models have.
    std::map<std::pair<std::string, std::string>, TimeMs> last_local;
    std::atomic<TimeOfClock> connected = TimeOfClock{};  ///< since when the broker is reached
    std::chrono::steady_clock::time_point models_read{};
};

MqttIntake::MqttIntake(telemetry::Store& store, telemetry::Intake& intake, mqtt::Options options, const Field& field,
                       std::function<void(const std::string&)> tell)
    : parts_(std::make_shared<Parts>(store, intake, field, std::move(tell))), loop_(std::make_unique<mqtt::Loop>()) {
    mqtt::Handlers handlers;
    handlers.on_message = [parts = parts_](std::string_view topic, std::string_view payload,
                                           const mqtt::Delivery& delivery) {
        try {
            parts->take(parts, topic, payload, delivery);
        } catch (const std::exception& error) {
            // Left unanswered it would hold back all that come behind it.
            parts->tell(std::string(topic) + " is taken again: " + error.what());
            delivery.give_again();
        }
    };
    handlers.on_connected = [parts = parts_](bool) {
        parts->connected = std::chrono::floor<std::chrono::milliseconds>(parts->clock.now());
    };
    handlers.on_subscribed = [parts = parts_] { parts->ready = true; };
    handlers.on_disconnected = [parts = parts_](const std::string& reason) { parts->tell("broker: " + reason); };
    handlers.on_trouble = [parts = parts_](const std::string& what) { parts->tell("broker: " + what); };
    client_ = std::make_unique<mqtt::Client>(*loop_, std::move(options), std::move(handlers));
    {
        const std::scoped_lock hold(parts_->mutex);
        parts_->client = client_.get();
    }
    client_->subscribe("gaiku/#");
}

bool MqttIntake::ready() const {
    return parts_->ready;
}

MqttIntake::~MqttIntake() {
    {
        const std::scoped_lock hold(parts_->mutex);
        parts_->client = nullptr;
    }
    client_.reset();
}

}  // namespace gaiku::server
