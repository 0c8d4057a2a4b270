#include <algorithm>
#include <map>

#include "report/network_names.h"
#include "report/network_view.h"
#include "technology/asset_input.h"

namespace gaiku {
namespace {

constexpr const char* losses = ":losses";

class GraphMaker {
public:
    GraphMaker(const District& district, const NetworkPlan& plan, const std::vector<ShownSeries>& series)
        : district_(district), plan_(plan), series_(series) {}

    ShownGraph run() {
        for (const auto& series : series_) add(series);
        for (const auto& asset : plan_.schedules) add_loss(asset.id);
        for (const auto& flow : graph_.flows) {
            add_node(flow.from, flow.carrier);
            add_node(flow.to, flow.carrier);
        }
        return std::move(graph_);
    }

private:
    [[nodiscard]] std::string balance(const ShownSeries& series) const {
        const auto& blocks = district_.blocks();
        const std::string place = !series.place.empty() ? series.place
                                  : blocks.size() == 1  ? blocks.front().first
                                                        : std::string(only_place);
        return place + "/" + series.carrier;
    }

    /// A series is an edge between its balance and whose it is.
    void add(const ShownSeries& series) {
        const std::string at = balance(series);
        switch (series.role) {
            case SeriesRole::supply:
            case SeriesRole::discharge:
            case SeriesRole::purchase:
                return add_flow(series.asset, at, series);
            case SeriesRole::use:
            case SeriesRole::charge:
            case SeriesRole::dump:
                return add_flow(at, series.asset, series);
            case SeriesRole::sale:
                return add_flow(at, "outside:" + series.carrier, series);
            case SeriesRole::demand:
                return add_flow(at, series.id, series);
            case SeriesRole::unserved:
                return add_flow("unserved:" + series.carrier, at, series);
            case SeriesRole::level:
            case SeriesRole::price:
                return;
        }
    }

    void add_flow(const std::string& from, const std::string& to, const ShownSeries& series) {
        double kwh = 0;
        for (const double kw : series.values) kwh += kw * plan_.step_hours;
        balances_.insert_or_assign(feeds(series.role) ? to : from, &series);
        const auto same = std::find_if(graph_.flows.begin(), graph_.flows.end(), [&](const ShownFlow& f) {
            return f.from == from && f.to == to && f.carrier == series.carrier;
        });
        if (same != graph_.flows.end()) {
            same->kwh += kwh;
            same->series.push_back(series.id);
        } else if (kwh > 0) {
            graph_.flows.push_back({from, to, series.carrier, kwh, {series.id}});
        }
    }

    /// What goes into an asset and does not come out of it.
    void add_loss(const std::string& asset) {
        constexpr double rounding = 1e-6;
        double in = 0;
        double out = 0;
        const ShownFlow* largest = nullptr;
        for (const auto& flow : graph_.flows) {
            if (flow.from == asset) out += flow.kwh;
            if (flow.to != asset) continue;
            in += flow.kwh;
            if (largest == nullptr || flow.kwh > largest->kwh) largest = &flow;
        }
        if (largest == nullptr || in - out <= rounding * in) return;
        if (out == 0) return sinks_.push_back(asset);
        const std::string carrier = largest->carrier;
        graph_.flows.push_back({asset, losses, carrier, in - out, {}});
    }

    void add_node(const std::string& id, const std::string& carrier) {
        const auto known =
            std::any_of(graph_.nodes.begin(), graph_.nodes.end(), [&](const auto& n) { return n.id == id; });
        if (!known) graph_.nodes.push_back(node(id, carrier));
    }

    [[nodiscard]] ShownNode node(const std::string& id, const std::string& carrier) const {
        if (id == losses) return {id, {"Losses", "損失"}, "loss", "", ""};
        if (const auto at = balances_.find(id); at != balances_.end())
            return {id, carrier_label(district_, carrier), "carrier", at->second->place, ""};
        const Text of = carrier_label(district_, carrier);
        if (id.starts_with("outside:"))
            return {id, {of.en + " sold", of.in(Language::ja) + "の売却"}, "export", "", ""};
        if (id.starts_with("unserved:"))
            return {id, {of.en + " not supplied", of.in(Language::ja) + "の供給不足"}, "source", "", ""};
        for (const auto& series : series_) {
            if (series.id == id && series.role == SeriesRole::demand)
                return {id, series.name, "demand", series.place, ""};
        }
        return asset_node(id);
    }

    [[nodiscard]] ShownNode asset_node(const std::string& id) const {
        const Record* asset = find_asset(district_, id);
        const bool ends = std::find(sinks_.begin(), sinks_.end(), id) != sinks_.end();
        const bool begins = std::any_of(series_.begin(), series_.end(), [&](const ShownSeries& s) {
            return s.asset == id && s.role == SeriesRole::purchase;
        });
        const bool placed = asset != nullptr && asset->has("block");
        return {id, asset_name(district_, id),
                ends     ? "loss"
                : begins ? "source"
                         : "asset",
                placed ? shown_place(district_, asset->text("block")) : "",
                asset == nullptr ? "" : asset->text("technology")};
    }

    const District& district_;
    const NetworkPlan& plan_;
    const std::vector<ShownSeries>& series_;
    ShownGraph graph_;
    std::map<std::string, const ShownSeries*> balances_;  ///< by node
    std::vector<std::string> sinks_;                      ///< assets that give nothing
};

}  // namespace

ShownGraph shown_graph(const District& district, const NetworkPlan& plan, const std::vector<ShownSeries>& series) {
    return GraphMaker(district, plan, series).run();
}

}  // namespace gaiku
