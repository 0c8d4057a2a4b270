#include "district/yaml_advice.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>

#include "base/normal.h"

namespace gaiku {
namespace {

struct Known {
    std::string_view message;  ///< part of what libfyaml says
    const char* expected_en;
    const char* expected_ja;
    const char* fix_en;
    const char* fix_ja;
};

/// The first that fits is taken.
constexpr std::array known_faults{
    Known{"tab", "blanks as indentation", "字下げは半角スペース", "replace the tab by blanks",
          "タブを半角スペースに置き換えてください"},
    Known{"escape", "a text whose backslashes are doubled", "\\ を二つ重ねた文字列",
          "use single quotes, or write \\\\ for \\", "引用符を ' にするか、\\ を \\\\ と書いてください"},
    Known{" double-quoted", "a closing double quote", "閉じる二重引用符 \"",
          "add the missing \" at the end of the text", "文字列の終わりに \" を加えてください"},
    Known{" single-quoted", "a closing single quote", "閉じる引用符 '", "add the missing ' at the end of the text",
          "文字列の終わりに ' を加えてください"},
    Known{"flow mapping", "{ name: value, name: value }", "{ 名前: 値, 名前: 値 }",
          "check the commas, and that every { has its }", "カンマと、{ } の対応を確かめてください"},
    Known{"flow sequence", "[ value, value ]", "[ 値, 値 ]", "check the commas, and that every [ has its ]",
          "カンマと、[ ] の対応を確かめてください"},
    Known{"on the same line", "one \"name: value\" on a line", "一行に一つの「名前: 値」",
          "put a text that holds a colon into quotes", "コロンを含む文字列は引用符で囲んでください"},
    Known{"multiline plain", "\"name: value\" with a colon and a blank behind it", "「名前: 値」（半角コロンと空白）",
          "look here and in the next line for a missing colon or a missing blank behind it",
          "この行か次の行で、コロンまたはその後の空白が抜けています"},
    Known{"indentation", "the same indentation as the entries above", "上の項目と同じ字下げ",
          "begin the line with as many blanks as its neighbours", "前後の項目と行頭の空白の数をそろえてください"},
    Known{"plain scalar cannot start", "a text in quotes where it begins with a sign", "記号で始まる文字列は引用符付き",
          "put the text into quotes", "文字列を引用符で囲んでください"},
    Known{"tag", "a value without a tag (!)", "タグ（!）のない値", "remove the tag, or put the text into quotes",
          "タグを消すか、文字列を引用符で囲んでください"},
};

std::string_view line_of(std::string_view text, int line) {
    for (int i = 1; i < line; ++i) {
        const auto end = text.find('\n');
        if (end == std::string_view::npos) return {};
        text.remove_prefix(end + 1);
    }
    return text.substr(0, std::min(text.find('\n'), text.size()));
}

int column_of(std::string_view line, std::size_t offset) {
    const auto letter = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
    return 1 +
           static_cast<int>(std::count_if(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(offset), letter));
}

/// A cause that stands in the line itself; false when there is none.
bool find_cause(std::string_view line, SyntaxAdvice& advice) {
    const auto indent = std::min(line.find_first_not_of(" \t"), line.size());
    if (const auto tab = line.substr(0, indent).find('\t'); tab != std::string_view::npos && indent < line.size()) {
        advice.column = column_of(line, tab);
        advice.expected = {known_faults[0].expected_en, known_faults[0].expected_ja};
        advice.fix = {known_faults[0].fix_en, known_faults[0].fix_ja};
        return true;
    }
    if (line.starts_with('%')) {
        advice.column = 1;
        advice.expected = {"a file without a line that begins with %", "% で始まる行のないファイル"};
        advice.fix = {"remove this line", "この行を消してください"};
        return true;
    }
    if (line.substr(indent).starts_with("\u3000")) {
        advice.column = column_of(line, indent);
        advice.expected = {"blanks as indentation", "字下げは半角スペース"};
        advice.fix = {"replace the full-width blank by ordinary ones",
                      "全角スペースを半角スペースに置き換えてください"};
        return true;
    }
    if (const auto colon = line.find("：");
        colon != std::string_view::npos && line.find(": ") == std::string_view::npos) {
        advice.column = column_of(line, colon);
        advice.expected = {"\"name: value\" with a colon and a blank behind it", "「名前: 値」（半角コロンと空白）"};
        advice.fix = {"replace the full-width colon by \": \"", "全角の「：」を半角の「: 」に置き換えてください"};
        return true;
    }
    return false;
}

}  // namespace

SyntaxAdvice syntax_advice(std::string_view text, std::string_view message, int line, int column) {
    SyntaxAdvice advice;
    for (const int near : {line, line + 1}) {
        const std::string_view there = line_of(text, near);
        advice.line = near;
        advice.found = shortened(trim(there));
        if (find_cause(there, advice)) return advice;
    }
    advice.line = line;
    advice.column = std::max(column, 1);
    while (advice.line > 1 && trim(line_of(text, advice.line)).empty()) {  // found only at the end: show what was last
        const std::string_view there = line_of(text, --advice.line);
        advice.column = column_of(there, std::min(there.find_first_not_of(' '), there.size()));
    }
    advice.found = shortened(trim(line_of(text, advice.line)));
    const auto fits = [&](const Known& k) { return message.find(k.message) != std::string_view::npos; };
    if (const auto* k = std::find_if(known_faults.begin(), known_faults.end(), fits); k != known_faults.end()) {
        advice.expected = {k->expected_en, k->expected_ja};
        advice.fix = {k->fix_en, k->fix_ja};
        return advice;
    }
    advice.expected = {message.empty() ? "YAML" : fmt::format("YAML ({})", message), "YAMLの書式"};
    advice.fix = {"check indentation (blanks, no tabs), colons followed by a blank, and quotes",
                  "字下げ（タブではなく空白）、コロンの後の空白、引用符を確かめてください"};
    return advice;
}

}  // namespace gaiku
