#pragma once

#include <span>
#include <string_view>

namespace gaiku {

/// A file that is laid into the program (cmake/embed.cmake).
struct EmbeddedFile {
    std::string_view name;  ///< path below its folder, e.g. "climate/region_6_okayama.csv"
    std::string_view bytes;
};

namespace embedded {
std::span<const EmbeddedFile> data();           ///< data/: the reference tables
std::span<const EmbeddedFile> tariffs();        ///< data/tariffs/: tariffs of suppliers
std::span<const EmbeddedFile> device_models();  ///< data/device_models/: how products say what they measure
std::span<const EmbeddedFile> web();            ///< web/dist/: the pages' scripts and styles
std::span<const EmbeddedFile> live_pages();     ///< web/dist/live.pack: the pages of the living district
std::span<const EmbeddedFile> templates();      ///< examples/: what `gaiku new` starts from
}  // namespace embedded

}  // namespace gaiku
