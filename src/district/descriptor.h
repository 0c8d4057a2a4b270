#pragma once

#include <functional>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "base/text.h"

/// What a district file may say: every entry describes itself once (name, unit, range, default, meaning, source), and
/// validation, the JSON Schema and the reference pages are made from that.
namespace gaiku {

struct Section;

/// What stands behind a key.
enum class Kind {
    quantity,    ///< a number with a unit, "350 kW"
    quantities,  ///< a list of quantities, or one
    number,      ///< a number without unit, "2.5"
    numbers,     ///< a list of numbers
    count,       ///< a whole number, not negative
    counts,      ///< a list of whole numbers
    text,
    localized,  ///< a text, or {en: ..., ja: ...}
    choice,     ///< one of `choices`
    boolean,    ///< yes or no
    reference,  ///< the name of something, see `target`
    section,    ///< a map with the keys of `section`
    map,        ///< a map from names to maps with the keys of `section`
    list,       ///< a list of maps with the keys of `section`
    open,       ///< anything; read by somebody else
};

/// A default that stands in a reference table. `row` may name sibling entries: "{fit_class}/{fit_year}".
struct DataCell {
    std::string table;
    std::string row;
    std::string column;
    /// Another column of the row that this one is in proportion to: where a district replaces that one alone, this one
    /// follows. A price with tax follows the price.
    std::string follows = {};
};

struct Field {
    std::string key;
    Kind kind = Kind::text;
    std::string unit = {};  ///< of quantities, as people write it; "%" for shares
    Text meaning = {};
    bool required = false;
    std::string preset = {};                                    ///< default, written as in a file; empty: none
    DataCell data = {};                                         ///< default from a table
    double minimum = -std::numeric_limits<double>::infinity();  ///< in `unit`
    double maximum = std::numeric_limits<double>::infinity();
    /// Of a choice; for quantities, words that may stand instead; for references, names that always exist.
    std::vector<std::string> choices = {};
    /// Of a reference: "buildings" (a top-level map), "rows:TABLE", "columns:TABLE" or a sum "a|b". For a quantity,
    /// the map whose names may stand instead of a number: "series".
    std::string target = {};
    std::size_t length = 0;  ///< of lists: entries needed, 0 for any number but none
    const Section* section = nullptr;
    Text source = {};  ///< where the default comes from
};

/// A map with known keys.
struct Section {
    std::string name;
    Text meaning;
    std::vector<Field> fields;
    /// Where the value of one key decides which further keys there are: technology: pv.
    std::string variant_key = {};
    std::map<std::string, const Section*> variants = {};
};

}  // namespace gaiku
