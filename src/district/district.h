#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/series_port.h"
#include "district/format.h"
#include "district/map/site_map.h"
#include "district/reader.h"
#include "district/series.h"
#include "resource/weather.h"

namespace gaiku {

/// A validated district: the file with one scenario's changes.
struct District {
    std::shared_ptr<const Record> root;
    std::shared_ptr<const Overrides> overrides;
    SeriesMap series;                        ///< with a number for each of steps()
    std::shared_ptr<const Weather> weather;  ///< of `weather`, or of district.region; or null
    /// That which unit loads are compared with to bring them into the district's climate; null where they stay.
    std::shared_ptr<const Weather> weather_of_unit_loads = nullptr;
    const Tables* tables = nullptr;  ///< those it was read with, which outlive it
    /// Measured demands, kW of each of steps(), by the path of the demand.
    SeriesMap measured = {};
    /// What is supposed of demands beside what the file says.
    struct Supposed {
        std::map<std::string, double> factors = {};  ///< by carrier, however the file states its demands
        /// Of a kWh that is not supplied, where a demand has no price of its own: all may then be left out.
        std::optional<double> unserved_price = {};
    };
    Supposed supposed = {};

    [[nodiscard]] const Record& about() const { return *root->at("district").record; }
    [[nodiscard]] const Record& plan() const { return *root->at("plan").record; }
    [[nodiscard]] const Record& economics() const { return *root->at("economics").record; }
    [[nodiscard]] const Record& environment() const { return *root->at("environment").record; }
    [[nodiscard]] bool has_environment() const { return root->has("environment"); }
    /// Of method network; false where the file does not say.
    [[nodiscard]] bool is_network() const;
    /// Steps that method network plans.
    [[nodiscard]] std::size_t steps() const;
    [[nodiscard]] const auto& blocks() const { return root->records("blocks"); }
    [[nodiscard]] const auto& buildings() const { return root->records("buildings"); }
    [[nodiscard]] const auto& assets() const { return root->records("assets"); }
    [[nodiscard]] const auto& profiles() const { return root->records("profiles"); }
};

/// One entry of `scenarios`: an era with its supply rates (method microgrid) and the district as it is then.
struct Era {
    std::string id;
    Text name;
    std::vector<std::optional<double>> supply_rates;  ///< share of demand; nothing: what the own sources give
    District district;
    std::vector<Finding> warnings = {};  ///< what its checks said of this district

    /// How many plans come of it.
    [[nodiscard]] std::size_t plans() const { return district.is_network() ? 1 : supply_rates.size(); }
};

struct DistrictFile {
    std::string file;
    std::vector<Era> eras;
    std::shared_ptr<const SiteMap> map = nullptr;  ///< of all eras; null without district.map
    NodePtr document = nullptr;                    ///< as written, with what it includes
};

/// The district as it is in the era of an id.
[[nodiscard]] const District& district_of(const DistrictFile& file, const std::string& era);

/// Further checks on a district, such as those of the technologies. Where the file has other findings the district is
/// not whole: records that are `broken` lack values and are to be passed over.
using DistrictCheck = std::function<void(const District&, Findings&)>;

/// Reads a district file and all its scenarios. Every finding of the whole document is collected in one pass; where
/// there is an error, the eras must not be used.
/// `open_store` opens the series of stores that measured demands name; without it there must be none. `given`: stands
/// for the file's own bytes, which are then not read.
[[nodiscard]] DistrictFile read_district(const std::filesystem::path& path, const Format& format, const Tables& tables,
                                         const DistrictCheck& check, Findings& findings,
                                         const StoreOpener& open_store = {}, const std::string* given = nullptr);

/// The same from a document already read; `file` stands for it in findings.
[[nodiscard]] DistrictFile read_district(const NodePtr& document, const std::string& file, const Format& format,
                                         const Tables& tables, const DistrictCheck& check, Findings& findings,
                                         const StoreOpener& open_store = {});

}  // namespace gaiku
