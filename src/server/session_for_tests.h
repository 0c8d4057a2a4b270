#pragma once

#include <nlohmann/json.hpp>

#include "server/accounts/accounts.h"
#include "server/live.h"
#include "server/routes/accounts.h"
#include "server/server_for_tests.h"

/// People who sign in, with real sockets.
namespace gaiku::server::test {

using Json = nlohmann::json;

inline const std::string good = "Kawa no nagare 7 umi";

struct Answered {
    std::string all;
    [[nodiscard]] int status() const { return std::stoi(all.substr(9, 3)); }
    [[nodiscard]] Json body() const { return Json::parse(all.substr(all.find("\r\n\r\n") + 4), nullptr, false); }
    [[nodiscard]] std::string cookie() const {
        const std::size_t at = all.find("Set-Cookie: ");
        return at == std::string::npos ? "" : all.substr(at + 12, all.find(';', at) - at - 12);
    }
};

class Sessions : public Server {
protected:
    void SetUp() override {
        Server::SetUp();
        telemetry::Device home;
        home.name = "home";
        home.building = "house";
        store_.put_device(home, "test");
        add_accounts(api_, accounts_, slow_, [](const std::string& id) {
            return id == "tower" || id == "house" || id == "flats" || id.starts_with("flats.");
        });
        api_.add_live("/api/v1/live", readers, live_);
    }

    Answered ask_as(const std::string& method, const std::string& target, const std::string& cookie,
                    const std::string& csrf = {}, const std::string& body = {}, const std::string& more = {}) {
        std::string text = method + " " + target + " HTTP/1.1\r\nHost: here:1\r\nConnection: close\r\n" + more;
        if (!cookie.empty()) text += "Cookie: other=1; " + cookie + "\r\n";
        if (!csrf.empty()) text += "X-CSRF-Token: " + csrf + "\r\n";
        if (!body.empty()) text += "Content-Type: application/json\r\n";
        return {exchange(http_->port(), text + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body)};
    }
    Answered first_run(const std::string& link) {
        return ask_as("POST", "/api/v1/first-run", "", "",
                      Json{{"token", link}, {"user", "root"}, {"password", good}}.dump());
    }
    Answered sign_in(const std::string& user, const std::string& password) {
        return ask_as("POST", "/api/v1/session", "", "", Json{{"user", user}, {"password", password}}.dump());
    }

    SystemClock clock_;
    Accounts accounts_{folder_.path(), clock_};
    SlowWork slow_;
    Live live_;
};

}  // namespace gaiku::server::test
