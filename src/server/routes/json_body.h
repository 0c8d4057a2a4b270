#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "server/api.h"
#include "server/slow_work.h"

namespace gaiku::server {

using Json = nlohmann::json;

/// A body as it is written: text that is no UTF-8 becomes replacement characters.
[[nodiscard]] Response json_answer(const Json& body, int status = 200);

/// What is wrong with a body: 400 of code "body".
class BadBody : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// What `work` answers; what it throws becomes a problem: BadBody 400, telemetry::StoreError 507 or 503, all else 500.
[[nodiscard]] Response answer_of(const std::function<Response()>& work);

/// Runs `work` off the network's threads and answers as answer_of; 503 where too much waits already.
void slowly(SlowWork& slow, const Answer& answer, std::function<Response()> work);

/// A flat object of JSON. Each key must be asked for, and what it holds be of its kind; else BadBody is thrown.
class JsonBody {
public:
    /// `keys`: all that may be there.
    JsonBody(const Request& request, const std::vector<std::string>& keys);
    [[nodiscard]] std::string text(const char* key) const;  ///< must be there, and not be empty
    [[nodiscard]] std::string text_or(const char* key, const std::string& otherwise) const;
    [[nodiscard]] bool has(const char* key) const { return body_.contains(key); }
    [[nodiscard]] std::int64_t integer(const char* key) const;
    [[nodiscard]] std::vector<std::int64_t> integers(const char* key) const;
    /// What else stands there, to depth 2.
    [[nodiscard]] const Json& json() const { return body_; }

private:
    Json body_;
};

/// A query's time: milliseconds since 1970, or a text with its zone; `otherwise` where it is not there. Throws BadBody.
[[nodiscard]] std::int64_t time_of(const Target& target, const char* key, std::int64_t otherwise);

}  // namespace gaiku::server
