#include "district/yaml.h"

#include <fmt/format.h>
#include <libfyaml.h>
#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "base/file.h"

namespace gaiku {
namespace {

struct Deleter {
    void operator()(fy_parser* parser) const { fy_parser_destroy(parser); }
    void operator()(fy_diag* diag) const { fy_diag_destroy(diag); }
};

struct EventDeleter {
    fy_parser* parser;
    void operator()(fy_event* event) const { fy_parser_event_free(parser, event); }
};
using Event = std::unique_ptr<fy_event, EventDeleter>;

class Composer {
public:
    Composer(std::string_view text, const std::string& name, Findings& findings) : name_(name), findings_(findings) {
        fy_diag_cfg diag{};
        fy_diag_cfg_default(&diag);
        diag.fp = nullptr;
        diag.output_fn = [](fy_diag*, void*, const char*, std::size_t) {};
        diag_.reset(fy_diag_create(&diag));
        fy_diag_set_collect_errors(diag_.get(), true);
        fy_parse_cfg cfg{};
        cfg.flags = static_cast<fy_parse_cfg_flags>(FYPCF_QUIET | FYPCF_DISABLE_MMAP_OPT | FYPCF_ALLOW_DUPLICATE_KEYS);
        cfg.diag = diag_.get();
        parser_.reset(fy_parser_create(&cfg));
        fy_parser_set_string(parser_.get(), text.data(), text.size());
    }

    NodePtr compose() {
        NodePtr root;
        bool failed = false;
        while (Event event = next()) {
            if (event->type == FYET_STREAM_END || failed) break;
            if (event->type == FYET_STREAM_START || event->type == FYET_DOCUMENT_END) continue;
            if (event->type == FYET_DOCUMENT_START) {
                if (root) {
                    complain("yaml-syntax", position(*event), "a second document (---)",
                             {"one document", "文書は一つだけ"}, {});
                    return nullptr;
                }
                continue;
            }
            root = node(*event, 1);
            if (!root) failed = true;
        }
        if (fy_parser_get_stream_error(parser_.get())) {
            syntax_finding();
            return nullptr;
        }
        return failed ? nullptr : root;
    }

private:
    Event next() { return {fy_parser_parse(parser_.get()), EventDeleter{parser_.get()}}; }

    Position position(fy_event& event) {
        const fy_mark* mark = fy_event_start_mark(&event);
        if (mark == nullptr) return {name_, 1, 1};
        return {name_, mark->line + 1, mark->column + 1};
    }

    void complain(const char* code, Position at, std::string value, Text expected, Text fix) {
        findings_.add(
            {code, std::move(at), "", std::move(value), std::move(expected), std::move(fix), "", Severity::error});
    }

    void syntax_finding() {
        void* iterator = nullptr;
        const fy_diag_error* error = fy_diag_errors_iterate(diag_.get(), &iterator);
        Position at{name_, error != nullptr ? error->line : 1, error != nullptr ? error->column : 1};
        if (at.line < 1) at = {name_, 1, 1};
        complain("yaml-syntax", at, error != nullptr && error->msg != nullptr ? error->msg : "", {"YAML", "YAML"},
                 {"check indentation (blanks, no tabs), colons followed by a blank, and quotes",
                  "字下げ（タブではなく空白）、コロンの後の空白、引用符を確かめてください"});
    }

    /// The node that begins with `event`; nothing after a finding. The recursion is at most `deepest_document` deep.
    NodePtr node(fy_event& event, int depth) {
        if (depth > deepest_document) {
            complain("too-deep", position(event), fmt::format("{} levels", depth),
                     {fmt::format("at most {} levels", deepest_document), fmt::format("{}段まで", deepest_document)},
                     {});
            return nullptr;
        }
        switch (event.type) {
            case FYET_SCALAR:
                return scalar(event);
            case FYET_ALIAS:
                return alias(event);
            case FYET_SEQUENCE_START:
                return list(event, depth);
            case FYET_MAPPING_START:
                return map(event, depth);
            default:
                return nullptr;
        }
    }

    static std::string text_of(fy_token* token) {
        std::size_t length = 0;
        const char* text = fy_token_get_text(token, &length);
        return text == nullptr ? std::string{} : std::string(text, length);
    }

    NodePtr finish(std::shared_ptr<Node> node, fy_token* anchor, std::size_t size) {
        if (size > largest_document_nodes) {
            complain("alias-bomb", node->position, fmt::format("more than {} entries", largest_document_nodes),
                     {"a document of sensible size", "妥当な大きさの文書"},
                     {"write the repeated parts into included files", {}});
            return nullptr;
        }
        sizes_[node.get()] = size;
        if (anchor != nullptr) anchors_[text_of(anchor)] = node;
        return node;
    }

    NodePtr scalar(fy_event& event) {
        auto result = std::make_shared<Node>();
        result->position = position(event);
        result->text = text_of(event.scalar.value);
        const bool plain = event.scalar.value == nullptr || fy_token_scalar_style(event.scalar.value) == FYSS_PLAIN;
        const bool null = plain && (result->text.empty() || result->text == "~" || result->text == "null");
        result->kind = null ? Node::Kind::null : Node::Kind::scalar;
        if (result->text.size() > longest_scalar_bytes) {
            complain("too-long", result->position, fmt::format("{} bytes", result->text.size()),
                     {fmt::format("at most {} bytes", longest_scalar_bytes),
                      fmt::format("{}バイトまで", longest_scalar_bytes)},
                     {});
            return nullptr;
        }
        return finish(std::move(result), event.scalar.anchor, 1);
    }

    NodePtr alias(fy_event& event) {
        const std::string name = text_of(event.alias.anchor);
        const auto found = anchors_.find(name);
        if (found == anchors_.end()) {
            complain("unknown-reference", position(event), "*" + name,
                     {"an anchor &" + name + " before it", "手前に &" + name}, {});
            return nullptr;
        }
        return found->second;
    }

    NodePtr list(fy_event& event, int depth) {
        auto result = std::make_shared<Node>();
        result->kind = Node::Kind::list;
        result->position = position(event);
        std::size_t size = 1;
        while (Event child = next()) {
            if (child->type == FYET_SEQUENCE_END) return finish(std::move(result), event.sequence_start.anchor, size);
            NodePtr item = node(*child, depth + 1);
            if (!item) return nullptr;
            size += sizes_[item.get()];
            result->items.push_back(std::move(item));
        }
        return nullptr;
    }

    NodePtr map(fy_event& event, int depth) {
        auto result = std::make_shared<Node>();
        result->kind = Node::Kind::map;
        result->position = position(event);
        std::size_t size = 1;
        std::map<std::string, Position> seen;
        while (Event child = next()) {
            if (child->type == FYET_MAPPING_END) return finish(std::move(result), event.mapping_start.anchor, size);
            if (child->type != FYET_SCALAR) {
                complain("wrong-kind", position(*child), "", {"a name before the colon", "コロンの前には名前"}, {});
                return nullptr;
            }
            Node::Entry entry{text_of(child->scalar.value), position(*child), nullptr};
            const Event value = next();
            if (!value) return nullptr;
            entry.value = node(*value, depth + 1);
            if (!entry.value) return nullptr;
            size += 1 + sizes_[entry.value.get()];
            if (splits_number(*result, entry)) continue;
            const auto [first, fresh] = seen.emplace(entry.key, entry.position);
            if (fresh) {
                result->entries.push_back(std::move(entry));
            } else {
                complain("duplicate-key", entry.position, entry.key,
                         {fmt::format("each key once; the first stands in line {}", first->second.line),
                          fmt::format("キーは一度だけ（最初は{}行目）", first->second.line)},
                         {"remove or rename one of the two", "どちらかを消すか、名前を変えてください"});
            }
        }
        return nullptr;
    }

    /// Within { } a comma ends an entry, so "{ households: 1,650 }" is YAML for households: 1 and a key 650 without
    /// value.
    bool splits_number(const Node& map, const Node::Entry& entry) {
        const auto digits = entry.key.find_first_not_of("0123456789");
        if (entry.value->kind != Node::Kind::null || map.entries.empty() || std::min(digits, entry.key.size()) != 3)
            return false;
        const Node& before = *map.entries.back().value;
        if (before.kind != Node::Kind::scalar || before.text.find_first_not_of("0123456789") != std::string::npos)
            return false;
        const std::string whole = before.text + "," + entry.key;
        complain("ambiguous-number", before.position, whole,
                 {"no thousands separator within { }", "{ } の中では桁区切りのカンマは使えません"},
                 {fmt::format("write \"{}\" with quotes, or without the comma", whole),
                  fmt::format("引用符を付けて \"{}\" とするか、カンマを取ってください", whole)});
        return true;
    }

    const std::string& name_;
    Findings& findings_;
    std::unique_ptr<fy_diag, Deleter> diag_;
    std::unique_ptr<fy_parser, Deleter> parser_;
    std::map<std::string, NodePtr> anchors_;
    std::map<const Node*, std::size_t> sizes_;  ///< entries below a node with its aliases written out
};

/// Follows includes; knows the chain of files from the first to the present one.
class Includer {
public:
    explicit Includer(Findings& findings) : findings_(findings) {}

    NodePtr read(const std::filesystem::path& path, const Position& from) {
        std::error_code error;
        const auto canonical = std::filesystem::weakly_canonical(path, error);
        if (chain_.contains(canonical)) {
            findings_.add({"include-cycle",
                           from,
                           "include",
                           path.filename().string(),
                           {"files that do not include each other", "互いにincludeしないファイル"},
                           {"remove this include", "このincludeを消してください"},
                           "",
                           Severity::error});
            return nullptr;
        }
        if (++files_ > most_files) {
            findings_.add({"too-deep",
                           from,
                           "include",
                           fmt::format("more than {} files", most_files),
                           {},
                           {},
                           "",
                           Severity::error});
            return nullptr;
        }
        const std::string name = path.string();
        Findings own;
        const auto text = read_text_file(path, name, largest_document_bytes, own);
        for (auto finding : own.all()) {
            if (finding.position.line == 0 && from.line > 0) {  // say who wanted the file
                finding.value = name + (finding.value.empty() ? "" : ": " + finding.value);
                finding.position = from;
            }
            findings_.add(std::move(finding));
        }
        if (!text) return nullptr;
        NodePtr document = read_yaml(*text, name, findings_);
        if (!document || document->kind != Node::Kind::map) return document;
        chain_.insert(canonical);
        document = with_includes(document, path.parent_path());
        chain_.erase(canonical);
        return document;
    }

private:
    static constexpr int most_files = 100;

    NodePtr with_includes(const NodePtr& document, const std::filesystem::path& folder) {
        const auto* include = document->find("include");
        if (include == nullptr) return document;
        std::vector<NodePtr> names = include->value->items;
        if (include->value->kind == Node::Kind::scalar) names.push_back(include->value);
        NodePtr base;
        for (const auto& name : names) {
            if (name->kind != Node::Kind::scalar) {
                wrong_include(*name);
                continue;
            }
            const NodePtr part = read(folder / name->text, name->position);
            if (part && part->kind == Node::Kind::map) base = base ? merge(base, part, findings_) : part;
        }
        if (names.empty()) wrong_include(*include->value);
        auto own = std::make_shared<Node>(*document);
        std::erase_if(own->entries, [](const Node::Entry& entry) { return entry.key == "include"; });
        return base ? merge(base, own, findings_) : own;
    }

    void wrong_include(const Node& node) {
        findings_.add({"wrong-kind",
                       node.position,
                       "include",
                       kind_name(node.kind).en,
                       {"a file name or a list of file names", "ファイル名、またはその並び"},
                       {},
                       "",
                       Severity::error});
    }

    Findings& findings_;
    std::set<std::filesystem::path> chain_;
    int files_ = 0;
};

}  // namespace

NodePtr read_yaml(std::string_view text, const std::string& name, Findings& findings) {
    return Composer(text, name, findings).compose();
}

NodePtr read_document(const std::filesystem::path& path, Findings& findings) {
    return Includer(findings).read(path, Position{path.string(), 0, 0});
}

}  // namespace gaiku
