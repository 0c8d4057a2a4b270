#include "report/words.h"

#include <map>

namespace gaiku {

std::string value_word(const std::string& value, Language language) {
    static const std::map<std::string, Text> words{
        {"yes", {"yes", "はい"}},
        {"no", {"no", "いいえ"}},
        {"sized", {"to be sized", "算定"}},
        {"own_sources", {"what the own sources give", "地域電源で決まる率"}},
        {"operator", {"operator", "事業者"}},
        {"third_party", {"third party", "第三者"}},
        {"rooftop_pv", {"rooftop", "ルーフトップ"}},
        {"mega_solar", {"mega solar", "メガソーラー"}},
        {"when_negative", {"where need less equipment is negative", "差引が負のときだけ"}},
        {"always", {"always", "常に"}}};
    const auto found = words.find(value);
    return found == words.end() ? value : found->second.in(language);
}

std::string use_word(const std::string& use, Language language) {
    static const std::map<std::string, Text> words{
        {"dwelling", {"Dwellings", "住宅"}},    {"office", {"Offices", "業務"}},
        {"retail", {"Shops", "商業"}},          {"restaurant", {"Restaurants", "飲食"}},
        {"hotel", {"Hotels", "宿泊"}},          {"hospital", {"Hospitals", "病院"}},
        {"school", {"Schools", "学校"}},        {"hall", {"Halls", "ホール・集会"}},
        {"stadium", {"Stadium", "スタジアム"}}, {"sports", {"Sports", "運動施設"}},
        {"public", {"Public", "公共"}},         {"factory", {"Factories", "工場"}},
        {"other", {"Other", "その他"}}};
    const auto found = words.find(use);
    return found == words.end() ? use : found->second.in(language);
}

std::string unit_word(const std::string& unit, Language language) {
    if (language == Language::en) return unit;
    static const std::map<std::string, std::string, std::less<>> words{
        {"yen", "円"}, {"year", "年"}, {"month", "月"}, {"day", "日"}, {"hour", "時間"}};
    std::string out;
    std::string_view rest = unit;
    while (true) {
        const auto end = std::min(rest.find('/'), rest.size());
        const auto found = words.find(rest.substr(0, end));
        out += found == words.end() ? rest.substr(0, end) : std::string_view(found->second);
        if (end == rest.size()) return out;
        out += '/';
        rest.remove_prefix(end + 1);
    }
}

}  // namespace gaiku
