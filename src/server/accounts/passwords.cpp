#include "server/accounts/passwords.h"

#include <fmt/format.h>
#include <sodium.h>
#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>

namespace gaiku::server {
namespace {

void start_sodium() {
    if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
}

/// Of those with twelve characters and more, what lists of stolen passwords begin with; and their cores, which people
/// lengthen.
constexpr std::array<std::string_view, 24> known_cores{
    "password", "passw0rd", "p@ssword", "p@ssw0rd", "qwerty", "asdfgh", "zxcvbn",   "1q2w3e",
    "letmein",  "welcome",  "iloveyou", "sunshine", "monkey", "dragon", "football", "baseball",
    "admin",    "changeme", "default",  "secret",   "sakura", "gaiku",  "abcdef",   "nihon"};

std::string lower(std::string_view text) {
    std::string low(text);
    for (char& letter : low)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    return low;
}

/// What is left once a word stands nowhere in it.
std::string without(std::string text, std::string_view word) {
    if (word.empty()) return text;
    for (std::size_t at = 0; (at = text.find(word, at)) != std::string::npos;) text.erase(at, word.size());
    return text;
}

/// Characters that do not just follow from the one before (the same, the next or the last one).
std::size_t turns(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (i == 0 || std::abs(text[i] - text[i - 1]) > 1) ++count;
    return count;
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

}  // namespace

std::string password_hash(std::string_view password) {
    start_sodium();
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (crypto_pwhash_str_alg(text.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                              crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::runtime_error("no memory to hash a password");
    return text.data();
}

bool password_matches(std::string_view password, const std::string& hash) {
    start_sodium();
    static const std::string nobodys = password_hash("a user who is not there");
    const std::string& against = hash.empty() ? nobodys : hash;
    const bool same = crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0;
    return same && !hash.empty();
}

std::string password_problem(std::string_view password, std::string_view user) {
    if (characters(password) < shortest_password) return fmt::format("{} characters at least", shortest_password);
    if (password.size() > longest_password) return fmt::format("{} bytes at most", longest_password);
    std::string rest = without(lower(password), lower(user));
    for (const auto& core : known_cores) rest = without(std::move(rest), core);
    const std::set<char> different(rest.begin(), rest.end());
    if (turns(rest) < 6 || different.size() < 5) return "too easy to guess: use words that do not belong together";
    return {};
}

}  // namespace gaiku::server
