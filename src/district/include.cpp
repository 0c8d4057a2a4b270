#include <fmt/format.h>
#include <set>

#include "base/file.h"
#include "district/yaml.h"

namespace gaiku {
namespace {

/// Follows includes; knows the chain of files from the first to the present one.
class Includer {
public:
    explicit Includer(Findings& findings) : findings_(findings) {}

    NodePtr read(const std::filesystem::path& path, const Position& from, const std::string* given = nullptr) {
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
                           {fmt::format("at most {} files", most_files), fmt::format("{}ファイルまで", most_files)},
                           {"include fewer files", "includeするファイルを減らしてください"},
                           "",
                           Severity::error});
            return nullptr;
        }
        const std::string name = path.string();
        Findings own;
        const auto text =
            given != nullptr ? checked(*given, name, own) : read_text_file(path, name, largest_document_bytes, own);
        for (auto finding : own.all()) {
            if (finding.position.line == 0 && from.line > 0) {  // say who wanted the file
                finding.value = name + (finding.value.empty() ? "" : ": " + finding.value);
                finding.position = from;
            }
            findings_.add(std::move(finding));
        }
        if (!text) return nullptr;
        bytes_ += text->size();
        if (bytes_ > largest_document_bytes) {
            findings_.add({"file-too-large",
                           {name, 0, 0},
                           "",
                           fmt::format("{} bytes with the other files", bytes_),
                           {fmt::format("at most {} bytes in all files together", largest_document_bytes),
                            fmt::format("全ファイル合わせて{}バイト以下", largest_document_bytes)},
                           {"include fewer files", "includeするファイルを減らしてください"},
                           "",
                           Severity::error});
            return nullptr;
        }
        NodePtr document = read_yaml(*text, name, findings_);
        if (!document || document->kind != Node::Kind::map) return document;
        chain_.insert(canonical);
        document = with_includes(document, path.parent_path());
        chain_.erase(canonical);
        return document;
    }

private:
    static constexpr int most_files = 100;

    static std::optional<std::string> checked(std::string text, const std::string& name, Findings& findings) {
        return check_text(text, name, findings) ? std::optional(std::move(text)) : std::nullopt;
    }

    NodePtr with_includes(const NodePtr& document, const std::filesystem::path& folder) {
        const auto* include = document->find("include");
        if (include == nullptr) return document;
        std::vector<NodePtr> names = include->value->items;
        if (include->value->kind == Node::Kind::scalar) names.push_back(include->value);
        NodePtr base;
        bool complete = true;
        for (const auto& name : names) {
            if (name->kind != Node::Kind::scalar) {
                wrong_include(*name);
                complete = false;
                continue;
            }
            const NodePtr part = read(folder / name->text, name->position);
            if (!part) {
                complete = false;
            } else if (part->kind == Node::Kind::map) {
                base = base ? merge(base, part, findings_) : part;
            } else {
                complete = false;
                findings_.add({"wrong-kind",
                               part->position,
                               "",
                               kind_sign(part->kind),
                               {"entries \"name: value\"", "「名前: 値」の並び"},
                               {"include files that are written like a district file",
                                "街区ファイルと同じ書き方のファイルを取り込んでください"},
                               "",
                               Severity::error});
            }
        }
        if (names.empty()) {
            wrong_include(*include->value);
            complete = false;
        }
        if (!complete) return nullptr;  // what the lost part held would be reported as missing
        auto own = std::make_shared<Node>(*document);
        std::erase_if(own->entries, [](const Node::Entry& entry) { return entry.key == "include"; });
        return base ? merge(base, own, findings_) : own;
    }

    void wrong_include(const Node& node) {
        findings_.add({"wrong-kind",
                       node.position,
                       "include",
                       kind_sign(node.kind),
                       {"a file name or a list of file names", "ファイル名、またはその並び"},
                       {"write it like include: [town.yaml]", "include: [town.yaml] のように書いてください"},
                       "",
                       Severity::error});
    }

    Findings& findings_;
    std::set<std::filesystem::path> chain_;
    int files_ = 0;
    std::size_t bytes_ = 0;
};

}  // namespace

NodePtr read_document(const std::filesystem::path& path, Findings& findings, const std::string* given) {
    return Includer(findings).read(path, Position{path.string(), 0, 0}, given);
}

}  // namespace gaiku
