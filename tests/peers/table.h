#pragma once

#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "../places.h"

/// The columns of a peer's series, by name.
namespace gaiku::peers {

using Table = std::map<std::string, std::vector<double>>;

/// `file` below cases/peers/; at most `rows` rows.
inline Table read_table(const std::string& file, std::size_t rows) {
    std::ifstream in(std::string(GAIKU_SOURCE_DIR) + "/cases/peers/" + file);
    if (!in) throw std::runtime_error("cannot read " + file);
    std::string line, cell;
    std::getline(in, line);
    std::vector<std::vector<double>*> columns;
    Table table;
    for (std::istringstream header(line); std::getline(header, cell, ',');) columns.push_back(&table[cell]);
    for (std::size_t row = 0; row < rows && std::getline(in, line); ++row) {
        std::istringstream cells(line);
        for (std::vector<double>* column : columns) {
            std::getline(cells, cell, ',');
            column->push_back(std::stod(cell));
        }
    }
    return table;
}

}  // namespace gaiku::peers
