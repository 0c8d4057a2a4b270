#pragma once

#include "server/accounts/accounts.h"
#include "server/api.h"
#include "server/slow_work.h"

namespace gaiku::server {

/// GET, POST, DELETE /api/v1/session     who is signed in; signs in; signs out
/// POST   /api/v1/session/password       another password
/// POST   /api/v1/first-run              the first administrator, by the link that was printed
/// GET, PUT, DELETE /api/v1/users, /api/v1/users/NAME
/// GET, POST, DELETE /api/v1/tokens, /api/v1/tokens/NAME
/// GET    /api/v1/audit                  who did what; from, to, limit; whether the chain is whole
/// `slow`: where passwords are hashed, off the threads of the network. `buildings`: ids that a resident may have.
void add_accounts(Api& api, Accounts& accounts, SlowWork& slow,
                  const std::function<bool(const std::string&)>& is_building);

}  // namespace gaiku::server
