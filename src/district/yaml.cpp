#include "district/yaml.h"

#include <fmt/format.h>
#include <libfyaml.h>
#include <algorithm>
#include <map>
#include <memory>

#include "district/yaml_advice.h"

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
    Composer(std::string_view text, const std::string& name, Findings& findings)
        : text_(text), name_(name), findings_(findings) {
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
                             {"one document", "文書は一つだけ"},
                             {"put the second one into a file of its own", "二つ目は別のファイルにしてください"});
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
        if (!root && !failed) {
            complain(
                "file-empty", {name_, 0, 0}, "", {"entries \"name: value\"", "「名前: 値」の並び"},
                {"start from a template: gaiku new TEMPLATE DIR", "ひな形から始められます: gaiku new TEMPLATE DIR"});
        }
        return failed ? nullptr : root;
    }

private:
    struct Extent {
        std::size_t size = 1;  ///< the node and what is below it, aliases written out
        int height = 1;        ///< levels, aliases written out

        void hold(const Extent& child) {
            size += child.size;
            height = std::max(height, child.height + 1);
        }
    };

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
        const bool placed = error != nullptr && error->line > 0;
        SyntaxAdvice advice = syntax_advice(text_, error != nullptr && error->msg != nullptr ? error->msg : "",
                                            placed ? error->line : 1, placed ? error->column : 1);
        complain("yaml-syntax", {name_, advice.line, advice.column}, std::move(advice.found),
                 std::move(advice.expected), std::move(advice.fix));
    }

    void too_deep(fy_event& event, int depth) {
        complain("too-deep", position(event), fmt::format("{} levels", depth),
                 {fmt::format("at most {} levels", deepest_document), fmt::format("{}段まで", deepest_document)},
                 {"write the entries less deeply nested", "入れ子を浅くしてください"});
    }

    /// gaiku reads every value by what is expected at its place, so a tag could only be overlooked.
    bool has_tag(fy_event& event) {
        fy_token* tag = fy_event_get_tag_token(&event);
        if (tag == nullptr) return false;
        std::string name = text_of(tag);
        constexpr std::string_view standard = "tag:yaml.org,2002:";
        if (name.starts_with(standard)) name.replace(0, standard.size(), "!!");
        complain("yaml-syntax", position(event), std::move(name), {"a value without a tag (!)", "タグ（!）のない値"},
                 {"remove the tag; another file is brought in by \"include:\" at the top",
                  "タグを消してください。別のファイルは先頭の「include:」で取り込みます"});
        return true;
    }

    /// The node that begins with `event`; nothing after a finding. The recursion is at most `deepest_document` deep.
    NodePtr node(fy_event& event, int depth) {
        if (depth > deepest_document) {
            too_deep(event, depth);
            return nullptr;
        }
        if (event.type != FYET_ALIAS && has_tag(event)) return nullptr;
        switch (event.type) {
            case FYET_SCALAR:
                return scalar(event);
            case FYET_ALIAS:
                return alias(event, depth);
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

    NodePtr finish(std::shared_ptr<Node> node, fy_token* anchor, const Extent& extent) {
        if (extent.size > largest_document_nodes) {
            complain("alias-bomb", node->position, fmt::format("more than {} entries", largest_document_nodes),
                     {"a document of sensible size", "妥当な大きさの文書"},
                     {"name fewer parts by aliases (*)", "エイリアス（*）の使用を減らしてください"});
            return nullptr;
        }
        extents_[node.get()] = extent;
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
            too_long(result->position, result->text.size());
            return nullptr;
        }
        return finish(std::move(result), event.scalar.anchor, {});
    }

    NodePtr alias(fy_event& event, int depth) {
        const std::string name = text_of(event.alias.anchor);
        const auto found = anchors_.find(name);
        if (found == anchors_.end()) {
            complain("unknown-reference", position(event), "*" + name,
                     {"an anchor &" + name + " before it", "手前に &" + name},
                     {"put a text that begins with * into quotes", "* で始まる文字列は引用符で囲んでください"});
            return nullptr;
        }
        const int deepest = depth - 1 + extents_[found->second.get()].height;
        if (deepest > deepest_document) {
            too_deep(event, deepest);
            return nullptr;
        }
        return found->second;
    }

    NodePtr list(fy_event& event, int depth) {
        auto result = std::make_shared<Node>();
        result->kind = Node::Kind::list;
        result->position = position(event);
        Extent extent;
        while (Event child = next()) {
            if (child->type == FYET_SEQUENCE_END) return finish(std::move(result), event.sequence_start.anchor, extent);
            NodePtr item = node(*child, depth + 1);
            if (!item) return nullptr;
            extent.hold(extents_[item.get()]);
            result->items.push_back(std::move(item));
        }
        return nullptr;
    }

    NodePtr map(fy_event& event, int depth) {
        auto result = std::make_shared<Node>();
        result->kind = Node::Kind::map;
        result->position = position(event);
        Extent extent;
        std::map<std::string, Position> seen;
        SplitNumber split;
        while (Event child = next()) {
            if (child->type == FYET_MAPPING_END) {
                complain_of(split, *result);
                return finish(std::move(result), event.mapping_start.anchor, extent);
            }
            if (child->type != FYET_SCALAR) {
                complain("wrong-kind", position(*child), child->type == FYET_ALIAS ? "*" : "{ } or [ ]",
                         {"a name before the colon", "コロンの前には名前"},
                         {"write a plain name", "名前をそのまま書いてください"});
                return nullptr;
            }
            if (!is_key(*child)) return nullptr;
            Node::Entry entry{text_of(child->scalar.value), position(*child), nullptr};
            const Event value = next();
            if (!value) return nullptr;
            entry.value = node(*value, depth + 1);
            if (!entry.value) return nullptr;
            if (fy_event_start_mark(value.get()) == nullptr) entry.value = placed(*entry.value, entry.position);
            extent.hold(extents_[entry.value.get()]);
            ++extent.size;
            if (splits_number(*result, entry, split)) continue;
            complain_of(split, *result);
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

    /// An empty value has no place of its own, so it takes that of its key.
    NodePtr placed(const Node& node, const Position& at) {
        auto copy = std::make_shared<Node>(node);
        copy->position = at;
        extents_[copy.get()] = {};
        return copy;
    }

    /// Whether a scalar may be a key: a name of sensible length, without a tag, and no merge key.
    bool is_key(fy_event& event) {
        if (has_tag(event)) return false;
        const std::string key = text_of(event.scalar.value);
        if (key.size() > longest_scalar_bytes) {
            too_long(position(event), key.size());
            return false;
        }
        if (key != "<<") return true;
        complain("unknown-key", position(event), key,
                 {"names; a merge key (<<) is not read", "名前（マージキー << は使えません）"},
                 {"write the entries out, or bring in a file by \"include:\" at the top",
                  "項目を書き下すか、先頭の「include:」でファイルを取り込んでください"});
        return false;
    }

    void too_long(Position at, std::size_t bytes) {
        complain(
            "too-long", std::move(at), fmt::format("{} bytes", bytes),
            {fmt::format("at most {} bytes", longest_scalar_bytes), fmt::format("{}バイトまで", longest_scalar_bytes)},
            {"shorten the text, or look for a missing closing quote",
             "短くするか、引用符の閉じ忘れを確かめてください"});
    }

    /// A number that commas within { } have split, put together again.
    struct SplitNumber {
        std::string whole;
        Position position;
        bool thousands = true;  ///< the commas stand where thousands are separated
    };

    /// Within { } a comma ends an entry, so "{ households: 1,650 }" is YAML for households: 1 and a key 650 without
    /// value.
    static bool splits_number(const Node& map, const Node::Entry& entry, SplitNumber& split) {
        if (entry.value->kind != Node::Kind::null || map.entries.empty()) return false;
        const auto digits = std::min(entry.key.find_first_not_of("0123456789"), entry.key.size());
        const Node& before = *map.entries.back().value;
        if (digits == 0 || before.kind != Node::Kind::scalar ||
            before.text.find_first_not_of("+-0123456789") != std::string::npos) {
            return false;
        }
        if (split.whole.empty()) split = {before.text, before.position};
        split.whole += "," + entry.key;
        split.thousands = split.thousands && digits == 3;
        return true;
    }

    /// Puts the number together again in `map`, so that its parts are no faults of their own.
    void complain_of(SplitNumber& split, Node& map) {
        if (split.whole.empty()) return;
        Text fix{fmt::format("write \"{}\" with quotes, or without the comma", split.whole),
                 fmt::format("引用符を付けて \"{}\" とするか、カンマを取ってください", split.whole)};
        if (!split.thousands) {
            fix = {"remove the comma, or write a decimal point", "カンマを取るか、小数点（.）を使ってください"};
        }
        complain("ambiguous-number", split.position, split.whole,
                 {"no comma in a number within { }", "{ } の中では数値にカンマは使えません"}, std::move(fix));
        auto whole = std::make_shared<Node>(*map.entries.back().value);
        whole->text = split.whole;
        if (!split.thousands) std::replace(whole->text.begin(), whole->text.end(), ',', '.');
        map.entries.back().value = std::move(whole);
        split = {};
    }

    std::string_view text_;
    const std::string& name_;
    Findings& findings_;
    std::unique_ptr<fy_diag, Deleter> diag_;
    std::unique_ptr<fy_parser, Deleter> parser_;
    std::map<std::string, NodePtr> anchors_;
    std::map<const Node*, Extent> extents_;
};

}  // namespace

NodePtr read_yaml(std::string_view text, const std::string& name, Findings& findings) {
    return Composer(text, name, findings).compose();
}

}  // namespace gaiku
