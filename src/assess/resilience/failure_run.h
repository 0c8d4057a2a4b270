#pragma once

#include <unordered_map>

#include "assess/resilience/failure_states.h"
#include "assess/resilience/failures.h"

/// Inside of run_failures.
namespace gaiku::resilience {

/// A year's outages under way with all their histories of failures, step by step.
class FailureRun {
public:
    FailureRun(const Island& island, const std::vector<std::uint8_t>& months, const std::vector<double>& told_hours,
               const FailureLimits& limits);

    Failures run();

private:
    struct Leaf {
        std::size_t units = 0;
        Served served;
        double probability = 1;
    };
    struct Branch {
        std::size_t units = 0;
        std::uint32_t drawn = 0;  ///< generators whose units are known to last the step
        double probability = 1;
    };

    void begin(std::size_t t);
    void step(std::size_t i, std::size_t t);
    void split(std::size_t i);
    void lowest(Node& node, std::span<double> levels) const;
    void branch(std::uint32_t floods, std::span<const double> before, std::size_t t, const Branch& is);
    [[nodiscard]] std::size_t without(std::size_t units, std::size_t generator, int fewer) const;
    void end(const Node& node, const Leaf& leaf, std::size_t t);
    void go_on(Node node, const Leaf& leaf, std::span<const double> levels, std::size_t t);
    void forget(Node& node, std::size_t k) const;
    void add_equal(std::vector<Share>& shares) const;
    void merge();
    [[nodiscard]] std::uint64_t place(const Node& node, std::span<double> levels) const;
    [[nodiscard]] bool is_same(const Node& a, std::span<const double> of_a, const Node& b,
                               std::span<const double> of_b) const;
    [[nodiscard]] bool tells_apart(const Node& node, std::size_t store) const;
    void join(std::size_t at, Node& node, std::span<const double> levels);
    void expire(std::size_t start);
    void keep_within(std::size_t t);
    void leave_out_shares(std::size_t t);
    void leave_out_states(std::size_t most, std::size_t t);
    void leave_out(std::size_t start, double mass, std::size_t t);
    void lose(std::vector<double>& of, std::size_t start, std::size_t age, double mass);
    Failures told();

    const Island& island_;
    const std::vector<std::uint8_t>& months_;
    FailureLimits limits_;
    UnitStates states_;
    std::size_t steps_, stores_, horizon_, told_;
    std::vector<std::size_t> stocks_;     ///< stores that may be loose
    std::vector<std::size_t> next_told_;  ///< first told hour beyond each age
    std::vector<double> same_kwh_;        ///< levels of each store that differ by less are the same
    Generation now_, next_;
    std::vector<Leaf> leaves_;
    std::vector<double> leaf_levels_;
    std::vector<Share> joined_;
    std::unordered_map<std::uint64_t, std::size_t> known_;
    double least_mass_;
    std::size_t runs_ = 0, seen_ = 0;   ///< steps run, states that they were run for
    std::vector<double> ended_, open_;  ///< probability, by start and told hour before which it ended or was left out
    Failures result_;
};

}  // namespace gaiku::resilience
