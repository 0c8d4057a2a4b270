#pragma once

#include <cstdint>

/// What the inner loops are given and what they are: plain arrays and a table of functions, because they are compiled
/// once for each instruction set, and nothing that other sources compile too may come out of those objects.
namespace gaiku::solve::staged {

/// A coefficient in the lanes of a group, by frame: `last + 1` vectors, of which frames beyond `last` take the last one
/// (1: constant, but for frame 0, where short segments have none).
struct Value {
    const double* data = nullptr;
    std::int32_t last = 0;
};

struct Entry {
    std::int32_t row = 0;
    std::int32_t column = 0;  ///< a column, a carried one or a slot: by list
};

/// Eliminates a column of one step, with the row that has no other column of the step if there is one: a 2 x 2 pivot.
struct ColumnPivot {
    std::int32_t column = 0;
    std::int32_t row = -1;                               ///< of the pair
    std::int32_t alpha = -1;                             ///< the pair's coefficient, an entry
    std::int32_t terms = 0;                              ///< first of its terms
    std::int32_t local = 0, border = 0, row_border = 0;  ///< terms in rows, in slots, of the pair's row in slots
    std::int32_t positions = 0;                          ///< first of the work positions that it updates
    std::int32_t store = 0;                              ///< place of its inverse pivot in the frame's factor
};

/// A term of a column pivot: node of a row, or slot; and its coefficient's entry.
struct Term {
    std::int32_t target = 0;
    std::int32_t entry = 0;
};

/// Eliminates a carried column of the step before, or a row.
struct NodePivot {
    std::int32_t node = 0;        ///< in the vector of a frame; negative: of the frame before
    std::int32_t diagonal = 0;    ///< work position
    std::int32_t neighbours = 0;  ///< first
    std::int32_t local = 0;       ///< neighbours
    std::int32_t positions = 0;
    std::int32_t store = 0;
    std::int32_t scaled = 0;    ///< first of its couplings times its inverse pivot; of a pair crossed ones follow
    std::int32_t rank_one = 0;  ///< its couplings to the border: its first term on the border square
    std::int32_t row = -1;      ///< of the pair, a slack's place is slack_of_row[row]
    std::int32_t alpha = -1;
    std::int32_t terms = 0, row_border = 0;  ///< of the pair's row in slots
};

struct Neighbour {
    std::int32_t position = 0;  ///< work position of the coupling
    std::int32_t target = 0;    ///< node in the vector of a frame (negative: the frame before)
    std::int32_t rank_one = 0;  ///< its couplings to the border
};

/// How a node's couplings to the border come about: its own, less those of every node that was eliminated before it and
/// meets it, times what that one has of it.
struct Couplings {
    std::int32_t rank_one = 0;
    std::int32_t terms = 0, term_count = 0;
};
struct CouplingTerm {
    std::int32_t scaled = 0;
    std::int32_t rank_one = 0;
};
/// Four of them, side by side in memory with those of all other nodes.
struct CouplingBlock {
    std::int32_t couplings = 0;
    std::int32_t block = 0;
};

/// A work position that takes a coefficient, or another work position.
struct Assign {
    std::int32_t position = 0;
    std::int32_t from = 0;
};

/// A 4 x 4 block of the border square (which ones) and the rank-one terms that reach it.
struct SquareBlock {
    std::int32_t a = 0, b = 0;
    std::int32_t first = 0, count = 0;
};

/// The order of elimination of a frame, and the template.
struct Plan {
    std::int32_t frames, columns, rows, nodes;
    std::int32_t slacks, pairs, uppers;  ///< of a frame; pairs: columns and slacks
    std::int32_t carried, slots, border, square;
    std::int32_t own_count, lag_count, border_row_count, border_column_count, entries;
    const Entry *own, *lag, *border_row, *border_column;  ///< own by row
    const std::int32_t* own_of_row;                       ///< rows + 1: first of the row's own entries
    const std::int32_t* own_of_column;                    ///< columns + 1: first of the column's terms in `row_of_own`
    const Term* row_of_own;
    const std::int32_t* carried_column;
    const std::int32_t *row_of_slack, *slack_of_row;  ///< -1: the row is an equation in every step
    const std::int32_t* pair_of_upper;

    std::int32_t column_pivots, carried_pivots, row_pivots;
    const ColumnPivot* column_pivot;
    const NodePivot *carried_pivot, *row_pivot;
    const Term* term;
    const Neighbour* neighbour;
    const std::int32_t* position;
    std::int32_t stored, scaled, local_positions, rank_ones;
    const Couplings* couplings;  ///< of carried pivots, row pivots and own carried columns, in turn
    const CouplingTerm* coupling_term;
    std::int32_t coupling_blocks;
    const CouplingBlock* coupling_block;  ///< block by block, in each node by node
    std::int32_t carries;
    const Assign* carry;                 ///< to the next frame: position, from
    const std::int32_t* carry_diagonal;  ///< of the carried columns of the step before
    const std::int32_t* row_diagonal;    ///< of every row, -1: of a pair
    const std::int32_t* own_diagonal;    ///< of the step's own carried columns
    std::int32_t set_own, set_border_row, set_border_column;
    const Assign *own_set, *border_row_set, *border_column_set;  ///< position, entry
    const std::int32_t *lag_position, *lag_left_position;        ///< of every lag entry: before in the lane, or left
    std::int32_t square_blocks;
    const SquareBlock* square_block;
    const std::int32_t* square_terms;
};

/// The rows and columns of one frame, or those of all steps as one.
struct Block {
    std::int32_t columns = 0, rows = 0, slacks = 0, uppers = 0;
    const std::int32_t *row_of_slack = nullptr, *slack_of_row = nullptr, *pair_of_upper = nullptr;
};

/// Vectors of an iterate; each is frames in turn, then the rows and columns of all steps. A pair is a column with its
/// reduced cost, or a row's slack with its own; z = 0: there is none (a free column, an equation, a step without).
/// 1 / x and the duals' change are in single precision: D is z times that same number, so that a direction meets rows
/// and columns to all digits, and only the product of a pair is aimed at with seven.
struct State {
    double *x, *z;           ///< pairs
    float* by_x;             ///< pairs: 1 / x, 0: there is none
    double* theta;           ///< slacks: 1 / (z / x + v / w), 0: there is none
    double *cost, *right;    ///< columns, rows: of all steps. A frame's are set when it is their turn
    double* y;               ///< rows
    double *w, *v;           ///< uppers: w = limit - x, and its dual; v = 0: no limit
    float* by_w;             ///< uppers: 1 / w, 0: no limit
    double* limit;           ///< uppers
    double* refine;          ///< nodes
    double* residual;        ///< nodes: of columns, then rows; it stands where a corrector will, which takes none of it
    double* slack_residual;  ///< the same of slacks
};

/// A direction: nodes hold dx and -dy, then the slacks, and of the main direction the duals. What follows from these
/// (dw = limit - x - w - dx; of a corrector also dz and dv) is found anew where it is needed.
struct Direction {
    double *node, *slack;
    float *z, *v;  ///< null where they are not kept
};

/// Of one group.
struct Group {
    std::int32_t index;
    const Value* values;
    const double* first_is_one;  ///< 1 in lanes of segments that begin in frame 1
    double* factor;
    double* work;
    double* left;                 ///< rank-one terms on four rows of the border square, times inverse pivots
    double* right;                ///< the same without: couplings to the border, within work
    double* scaled;               ///< couplings of nodes to one another, times inverse pivots
    double* border;               ///< slots, then the left neighbours' carried columns: in, or sums out
    double* border_x;             ///< what products take for the slots
    double* border_sum;           ///< products' sums for the slots
    double* left_end;             ///< carried columns: the left neighbour's last ones
    double* right_begin;          ///< carried columns: what the right neighbour's first rows add to them
    double* scratch;              ///< of a frame
    double* diagonal;             ///< of a frame's columns
    double* sweep;                ///< nodes of a frame and of the one before, then columns
    double* passed_on;            ///< from one frame to the next: of every carried pivot its column, and its pair's row
    const Value* given;           ///< costs of a frame's columns, then right-hand sides of its rows
    double* given_here;           ///< of the frame under way
    const double** coefficient;   ///< of the frame under way
    const std::int32_t* varying;  ///< entries that differ from frame to frame
    std::int32_t varying_count;
};

enum class Mode { predictor, second_order, centrality, primal_start, dual_start };
constexpr bool is_start(Mode mode) {
    return mode == Mode::primal_start || mode == Mode::dual_start;
}

struct Target {
    Mode mode = Mode::predictor;
    double mu = 0;                          ///< aimed at
    double primal_step = 0, dual_step = 0;  ///< trial steps of a centrality corrector
    bool keeps_rest = true;                 ///< writes what is left over into State::refine
};

/// The corrector that was found last, with the weights that it has in the main direction, though not yet added to it:
/// that is done by the next pass that reads both.
struct Taken {
    double primal = 0, dual = 0;
    Target target;
};

/// How far the iterate goes along the main direction and what was taken of the one found last.
struct Move {
    Taken taken;
    double primal = 0, dual = 0;
};

/// What passes find.
struct Sums {
    double column_error = 0, row_error = 0;
    double primal[4] = {0, 0, 0, 0}, dual[4] = {0, 0, 0, 0};  ///< largest relative decrease, for each weight
    double xz = 0, dxz = 0, dxdz = 0;
    double primal_objective = 0, dual_objective = 0;
    double primal_error = 0, dual_error = 0, size = 0;
};

/// Terms of a pivot, at most.
inline constexpr std::int32_t most_terms = 512;

/// Of the dense end system.
inline constexpr std::int32_t columns_at_once = 4;

inline constexpr double corrector_weight[4] = {1, 0.7, 0.4, 0.15};

/// Everything that runs over all steps, for one instruction set.
struct Kernels {
    std::int32_t lanes;
    const char* name;
    /// Returns the number of pivots that were lost.
    std::int32_t (*factor)(const Plan&, const Group&, const State&, double rho, double delta);
    /// With a target it adds what was taken of `found` to the main direction, and fills the nodes, as it goes.
    void (*forward)(const Plan&, const Group&, const State&, const Direction& main, const Direction& found,
                    const Taken&, double* nodes, const Target*);
    void (*backward)(const Plan&, const Group&, const State&, const Direction& main, const Direction& found,
                     const Target*, Sums&);
    void (*backward_plain)(const Plan&, const Group&, double* nodes);
    /// The last frame of what backward() does, when the first frames of the right neighbours are there.
    void (*backward_end)(const Plan&, const Group&, const State&, const Direction& main, const Direction& found,
                         const Target&, Sums&);
    /// What backward() does after the elimination, in all frames: of a direction that was refined.
    void (*refined)(const Plan&, const Group&, const State&, const Direction& main, const Direction& found,
                    const Target&, Sums&);
    void (*residuals)(const Plan&, const Group&, const State&, Sums&);
    /// Moves all frames, or those that other segments look at: the first two and the last.
    void (*move)(const Plan&, const Group&, const State&, const Direction& main, const Direction& found, const Move&,
                 bool only_ends);
    /// Frame by frame, while it is in the cache: moves the iterate (null: it stays), finds residuals, factors, and
    /// begins the predictor in main.node as forward() does. Returns the number of pivots that were lost.
    std::int32_t (*renew)(const Plan&, const Group&, const State&, const Direction& main, const Direction& found,
                          const Move*, double rho, double delta, Sums&);
    /// to += weight x from, so many vectors.
    void (*add)(const double* from, double* to, std::int64_t count, double weight);
    /// The same on the rows and columns of all steps; products: nodes, A'y in columns and A x in rows.
    void (*take_block)(const Block&, const State& at, const Direction& main, const Direction& found, const Taken&,
                       double* scratch);
    void (*move_block)(const Block&, const State& at, const Direction& main, const Move&, double* scratch);
    void (*fill_block)(const Block&, const State& at, const Direction& main, double* nodes, const Target&,
                       double* scratch);
    void (*use_block)(const Block&, const State& at, const Direction& main, const Direction& found,
                      const double* products, const Target&, double* scratch, Sums&);
    void (*residuals_block)(const Block&, const State& at, const double* products, Sums&);
    /// LDL' of a dense symmetric matrix, lower half by rows, whose pivots have these signs; work: columns_at_once x n.
    std::int32_t (*factor_dense)(double* matrix, std::int32_t n, const std::uint8_t* is_positive, double* work);
};

/// One object each; the first two only on x86.
extern const Kernels kernels_avx512, kernels_avx2, kernels_two;

}  // namespace gaiku::solve::staged
