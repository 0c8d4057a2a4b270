#pragma once

#include "operate/alarms.h"

namespace gaiku::operate {

/// One look at a condition. The text is made only when an alarm is raised.
template <class MakeText>
void Alarms::step(Watched& watched, const AlarmRule& rule, std::string_view of, Truth truth, Held held,
                  const About& about, Severity severity, const MakeText& make_text) {
    const auto key = [&] {
        return of.empty() ? std::string(rule.kind) : std::string(rule.kind) + "/" + std::string(of);
    };
    if (!watched.looked_up) look_up(watched, key());
    if (truth == Truth::unknown) return;
    TimeMs& since = truth == Truth::yes ? watched.yes_since : watched.no_since;
    (truth == Truth::yes ? watched.no_since : watched.yes_since) = 0;
    if (watched.active == (truth == Truth::yes)) return;
    if (since == 0 || since > now_) since = now_;
    const TimeMs held_for = now_ - since;
    if (truth == Truth::yes && held_for >= held.raise_after) {
        raise(watched, rule, key(), about, severity, make_text());
    } else if (truth == Truth::no && held_for >= held.clear_after) {
        clear(watched);
    }
}

}  // namespace gaiku::operate
