#include "server/routes/what_if.h"

#include "server/what_if_json.h"

namespace gaiku::server {

void add_what_if(Api& api, WhatIfDesk& desk) {
    api.add({"POST", "/api/v1/what-if", readers, [&desk](const Call& call, const Answer& answer) {
                 const Asker& asker = call.asker;
                 ReadWhatIf read = read_what_if(call.request);
                 desk.ask(asker.name + "\n" + asker.session, read.scenario, std::move(read.question), answer);
             }});
}

}  // namespace gaiku::server
