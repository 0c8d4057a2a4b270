#pragma once

#include "assess/resilience/island.h"

namespace gaiku::resilience {

/// What came of one outage until it ended, or until the horizon. The step in which it ended counts in `hours` only, by
/// the part of the deciding load that was still served in it.
struct Outage {
    double hours = 0;                                 ///< that the deciding load was served
    int steps = 0;                                    ///< whole ones
    bool censored = false;                            ///< it lasted to the horizon: it would have lasted longer
    std::array<double, load_classes> missed_steps{};  ///< in which a class was not served whole
    std::array<double, load_classes> unserved_kwh{};
    std::array<double, load_classes> asked_kwh{};
};

/// Outages that begin with every step of a year. Everything that is needed is taken before the first step is run; after
/// that nothing is allocated.
///
/// The year is gone through once, with all outages under way side by side. Outages that meet, all stores and stocks
/// full or empty, are one from then on: the older one is told by the younger one, which goes on longer, and by the
/// difference of their tallies when they met. Those that differ only in how much more than plenty of fuel they have
/// go the same way: they are told by one as well, until one of them has no longer plenty and goes its own way again.
class OutageRun {
public:
    /// `months`: month 1 to 12 of each step. The island is looked at and outlives the run.
    OutageRun(const Island& island, std::vector<std::uint8_t> months);

    void run();
    [[nodiscard]] const std::vector<Outage>& outages() const { return outages_; }
    /// Steps of islands that were gone: without merging it would be outages x steps that they lasted.
    [[nodiscard]] std::size_t steps_run() const { return steps_run_; }

private:
    struct Tally {
        std::array<double, load_classes> missed_steps{}, unserved_kwh{};
    };
    struct Lane {
        std::int32_t start = 0;  ///< the youngest outage that is told by it
        std::uint32_t floods = 0;
        std::int32_t first = -1, last = -1;  ///< of the outages that it tells beside: a list by Node::next
    };
    struct Node {
        std::int32_t parent = -1;  ///< the outage that tells this one, if another
        std::int32_t next = -1;
        std::int32_t ended = -1;  ///< step in which it ended
        double part = 0;          ///< of the deciding load, served in that step
        Tally tally{};            ///< of its own; with a parent: more than the parent's
    };

    void begin(std::size_t t);
    void release(std::size_t lane, std::size_t t);
    [[nodiscard]] bool has_plenty(std::size_t lane) const;
    void own_way(std::size_t lane, std::int32_t start);
    void put_in_order(std::size_t from);
    void tell_by(std::size_t lane, std::size_t other);
    void step(std::size_t t);
    [[nodiscard]] Served run_lane(std::size_t lane, std::size_t step, const Situation& situation);
    bool goes_the_same_way(std::size_t lane, const Situation& situation);
    void count(const Served& served, std::size_t step, Node& node) const;
    void end(std::size_t t, const Served& served, Node& node) const;
    void expire(std::size_t t);
    void merge();
    void compact();
    [[nodiscard]] std::int32_t corner(std::span<double> levels) const;
    std::int32_t root(std::int32_t start, Tally& beside);
    [[nodiscard]] std::span<double> levels(std::size_t lane) { return {levels_.data() + lane * stores_, stores_}; }
    [[nodiscard]] std::span<double> least(std::size_t lane) { return {least_.data() + lane * stores_, stores_}; }
    [[nodiscard]] std::span<double> more(std::int32_t start) {
        return {more_.data() + static_cast<std::size_t>(start) * stores_, stores_};
    }
    [[nodiscard]] Node& node(std::int32_t start) { return nodes_[static_cast<std::size_t>(start)]; }

    const Island& island_;
    std::vector<std::uint8_t> months_;
    std::size_t stores_, steps_, horizon_;
    std::vector<double> lowest_, highest_;
    std::vector<Lane> lanes_;
    std::size_t live_ = 0;
    std::vector<double> levels_;  ///< of each lane, store by store
    std::vector<double> least_;   ///< likewise: what the outage with least has more than the lane; 0: all the same
    std::vector<double> more_;    ///< of each start: what it has more than its parent
    /// The last lane of the step that was run: how it began, how it ended, what was served.
    struct {
        bool is_there = false;
        std::uint32_t floods = 0;
        std::vector<double> before_kwh, after_kwh;
        Served served;
    } last_;
    std::vector<double> plenty_;           ///< of each store
    std::vector<std::uint8_t> gone_;       ///< of each lane
    std::vector<std::int32_t> at_corner_;  ///< lane at each corner of the levels, -1: none
    std::vector<Node> nodes_;              ///< of each start
    std::vector<double> asked_kwh_;        ///< before each step of two years, by class
    std::vector<Outage> outages_;
    std::size_t steps_run_ = 0;
};

}  // namespace gaiku::resilience
