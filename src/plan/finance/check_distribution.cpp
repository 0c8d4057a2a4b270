#include "plan/finance/check_distribution.h"

#include <algorithm>

namespace gaiku {
namespace {

class DistributionCheck {
public:
    explicit DistributionCheck(Findings& findings) : findings_(findings) {}

    void run(const Record& entry, const Variable& what) {
        const std::string& kind = entry.text("distribution");
        std::vector<const char*> needed;
        if (kind == "uniform") needed = {"low", "high"};
        if (kind == "triangular") needed = {"low", "mode", "high"};
        if (kind == "normal" || kind == "lognormal") needed = {"mean", "deviation"};
        if (kind == "values") needed = {"values"};
        bool complete = true;
        for (const char* key : needed) {
            if (entry.has(key)) continue;
            complete = false;
            missing(entry, key, {"what the distribution " + kind + " needs", "分布 " + kind + " に必要な値"});
        }
        if (!complete) return;
        for (const char* key : {"low", "high", "mode", "mean", "deviation", "values"}) unused(entry, key, needed);
        for (const char* key : {"low", "high", "mode", "mean", "values"}) within(entry, key, what);
        const bool crossed = entry.has("low") && entry.has("high") && entry.number("low") >= entry.number("high");
        const bool outside = kind == "triangular" && (entry.number("mode") < entry.number("low") ||
                                                      entry.number("mode") > entry.number("high"));
        if (crossed || outside) {
            contradiction(entry, outside && !crossed ? "mode" : "low",
                          {"low below high, mode between them", "low < high、mode はその間"},
                          {"correct the numbers", "数値を直してください"});
        }
        if (kind == "normal" || kind == "lognormal") mean_between(entry);
        if (kind == "lognormal" && entry.number("mean") <= 0 && entry.number("mean") >= what.lowest) {
            findings_.add(entry.finding("out-of-range", "mean", {"a mean above 0", "0より大きい平均"},
                                        {"correct it, or choose normal", "直すか、normal にしてください"}));
        }
    }

private:
    /// What another distribution has; normal ones may be cut off by low and high.
    void unused(const Record& entry, const char* key, const std::vector<const char*>& needed) {
        const std::string name = key;
        const bool is_needed = std::find(needed.begin(), needed.end(), name) != needed.end();
        const bool cuts = (name == "low" || name == "high") && std::string(needed.front()) == "mean";
        if (is_needed || cuts || !entry.has(key)) return;
        const std::string& kind = entry.text("distribution");
        contradiction(entry, key, {"only what the distribution " + kind + " has", "分布 " + kind + " の項目のみ"},
                      {"remove it, or choose another distribution", "消すか、別の分布を選んでください"});
    }

    /// Draws beyond what an input can be would be set to its limit unseen.
    void within(const Record& entry, const char* key, const Variable& what) {
        const Value* value = entry.find(key);
        if (value == nullptr) return;
        std::vector<double> numbers = value->numbers;
        if (numbers.empty()) numbers.push_back(value->number);
        const auto possible = [&](double x) { return x >= what.lowest - 1e-12 && x <= what.highest + 1e-12; };
        if (std::all_of(numbers.begin(), numbers.end(), possible)) return;
        const std::string limits =
            print_number(what.lowest * 100, 2) + "–" + print_number(what.highest * 100, 2) + " %";
        findings_.add(
            entry.finding("out-of-range", key, {limits, limits}, {"correct the number", "数値を直してください"}));
    }

    void mean_between(const Record& entry) {
        const double mean = entry.number("mean");
        if (mean >= entry.number_or("low", mean) && mean <= entry.number_or("high", mean)) return;
        contradiction(entry, "mean", {"a mean between low and high", "low と high の間の平均"},
                      {"correct the numbers", "数値を直してください"});
    }

    void contradiction(const Record& record, const char* key, Text expected, Text fix) {
        findings_.add(record.finding("contradiction", key, std::move(expected), std::move(fix)));
    }

    void missing(const Record& record, const char* key, Text expected) {
        findings_.add(
            record.finding("missing-key", key, std::move(expected),
                           {std::string("add \"") + key + ":\"", std::string("「") + key + ":」を加えてください"}));
    }

    Findings& findings_;
};

}  // namespace

void check_distribution(const Record& entry, const Variable& what, Findings& findings) {
    DistributionCheck(findings).run(entry, what);
}

}  // namespace gaiku
