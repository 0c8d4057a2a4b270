#include "demand/service.h"

namespace gaiku {

Text service_text(Service service) {
    switch (service) {
        case Service::electricity:
            return {"Electricity", "電力"};
        case Service::cooling:
            return {"Cooling", "冷房"};
        case Service::heating:
            return {"Heating", "暖房"};
        case Service::hot_water:
            return {"Hot water", "給湯"};
    }
    return {};
}

}  // namespace gaiku
