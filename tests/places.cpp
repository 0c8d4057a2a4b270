#include "places.h"

namespace gaiku::test {

const char* source_dir() {
    return GAIKU_TREE;
}

const char* program() {
    return GAIKU_BUILT;
}

}  // namespace gaiku::test
