#include "plan/network/words.h"

#include <gmock/gmock.h>

namespace gaiku::words_test {
namespace {

using testing::HasSubstr;

// 1,800 yen a kW to build and 1,800 yen a kW and year are not the same machine.
TEST(Reason, SaysWhatItsMoneyIsOf) {
    PlannedSize size;
    size.binding = "given";
    size.reduced_cost = -21'812.3;
    NetworkPlan plan;
    plan.currency = "yen";
    plan.hours = 8760;
    EXPECT_THAT(reason(size, plan).en, HasSubstr("lower the cost by 21,800 yen/kW/year."));
    EXPECT_THAT(reason(size, plan).ja, HasSubstr("費用は 21,800 円/kW/年 減る。"));
    plan.hours = 24;
    EXPECT_THAT(reason(size, plan).en, HasSubstr("21,800 yen/kW/24 h."));
    EXPECT_THAT(reason(size, plan).ja, HasSubstr("21,800 円/kW/24時間"));
    plan.life_cycle = true;
    EXPECT_THAT(reason(size, plan).en, HasSubstr("21,800 yen/kW."));
    size.binding = "free";
    size.cost = 1800;
    EXPECT_THAT(reason(size, plan).ja, HasSubstr("便益が費用 1,800 円/kW に等しい"));
}

}  // namespace
}  // namespace gaiku::words_test
