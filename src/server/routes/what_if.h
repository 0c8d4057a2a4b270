#pragma once

#include "server/what_if_desk.h"

namespace gaiku::server {

/// POST /api/v1/what-if   what would be best with other prices, costs, demands or a limit on CO2
/// Who asks is a session, or a token's owner: a newer question of the same one stops the older.
void add_what_if(Api& api, WhatIfDesk& desk);

}  // namespace gaiku::server
