#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "reference/table.h"

namespace gaiku {

/// The reference tables: those that are laid into the program, and the computed one of holidays. A table is read when
/// it is first asked for; safe from several threads.
class Tables {
public:
    [[nodiscard]] std::vector<std::string> names() const;
    /// Nothing for an unknown name. Throws std::runtime_error when a table of the program itself is broken.
    [[nodiscard]] const Table* find(const std::string& name) const;

    /// The table as text, in the format of data/; nothing for an unknown name.
    [[nodiscard]] static std::optional<std::string> text(const std::string& name);

private:
    mutable std::mutex mutex_;
    mutable std::map<std::string, std::unique_ptr<const Table>> read_;
};

}  // namespace gaiku
