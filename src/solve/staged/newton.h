#pragma once

#include "solve/staged/end_system.h"
#include "solve/staged/team.h"

namespace gaiku::solve::staged {

/// Newton's system of an iterate:
///   [ D + rho   A'               ] [dx ]
///   [ A         -(theta + delta) ] [-dy]
/// factored with rho and delta, refined on the matrix without them.
class Newton {
public:
    Newton(const Kernels& kernels, const StepTemplate& step, const Order& order, const Segments& segments,
           const Places& places, Memory& memory, Team& team);

    /// The regularisation that a run begins with; nothing is left of the last direction.
    void reset() {
        rho_ = delta_ = first_regularisation;
        move_ = {};
        is_begun_ = false;
    }
    void factor();
    /// More regularisation from the next factor on, where a pivot was lost; false: there is enough already.
    bool regularise(double most);
    /// Less regularisation from the next factor on, where refinement leaves a residual: of rows first, whose residual
    /// it mostly is; false: there is little already.
    bool sharpen(double least);

    struct Accuracy {
        double column = 1e-8, row = 1e-8;  ///< largest residual, absolute
    };
    /// Solves for memory.found (the main direction where `into_main`). Returns the largest residual that is left over,
    /// relative to what was asked for.
    double solve(const Target& aim, bool into_main, const Accuracy& accuracy, int most_refinements, Sums& sums);

    /// Solves for what stands in memory.refine, with the factor that there is, and puts it there. What is left over of
    /// rows stays for who asks.
    void solve_plain();

    /// memory.found becomes part of the main direction, with weights of their own for what is primal and what is dual.
    void take(double primal, double dual);
    /// The iterate is to go so far along the main direction: with the next renew(), or now.
    void step(double primal, double dual);
    void move();

    /// Residuals, diagonal and figures of the iterate. Errors of rows and columns of steps are absolute in `steps`,
    /// those of all steps relative to their own size in `all`.
    void residuals(Sums& steps, Sums& all);
    /// The iterate goes where step() said; its residuals, its factor, and the predictor's first half, all in one pass,
    /// as each by itself would read the year from memory anew.
    void renew(Sums& steps, Sums& all);

    [[nodiscard]] std::int64_t solves() const { return solves_; }
    [[nodiscard]] std::int32_t lost_pivots() const { return lost_; }

private:
    void eliminate(const Direction& main, double* nodes, const Target* target);
    void go(bool only_ends);
    void set_around_iterate();
    void add_up(Sums& steps, Sums& all);
    void use(const Target& target, const Direction& main, const Direction& found, bool refined, Sums& sums);
    void set_neighbours(const double* columns, std::size_t per_frame, const double* rows, std::size_t rows_per_frame,
                        std::size_t rows_begin);
    void set_borders(const double* columns, const double* rows);
    void sum_products(const double* columns, const double* rows);
    [[nodiscard]] std::size_t frame_place(std::int32_t segment, bool last, std::size_t per_frame,
                                          std::int32_t node) const;

    const Kernels& kernels_;
    const StepTemplate& step_;
    const Plan& plan_;
    const Segments& segments_;
    Memory& m_;
    Team& team_;
    EndSystem end_;
    std::int32_t global_columns_, global_rows_;
    /// Pivots of 1 / rho meet pivots of delta: rho x delta must not lie below the rounding unit.
    static constexpr double first_regularisation = 1e-8;
    double rho_ = first_regularisation, delta_ = first_regularisation;
    std::int64_t solves_ = 0;
    std::int32_t lost_ = 0;
    Target target_;          ///< of the direction found last
    Move move_;              ///< what was taken and is not yet added, and a step that was not yet gone
    bool is_begun_ = false;  ///< the predictor is eliminated forward
    bool refines_ = true;    ///< the last direction had to be refined: so will the next one
    Doubles products_, scratch_;
    std::vector<Sums> sums_;
};

}  // namespace gaiku::solve::staged
