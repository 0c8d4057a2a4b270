#include "protocol/mqtt/certificate.h"

#include <arpa/inet.h>
#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <memory>
#include <stdexcept>

#include "base/file.h"

namespace gaiku::mqtt {
namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using Bytes = std::unique_ptr<BIO, decltype(&BIO_free)>;

constexpr long ten_years_s = 10L * 365 * 24 * 3600;

void require(bool good) {
    if (!good) throw std::runtime_error("OpenSSL made no certificate");
}

Key new_key() {
    Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    require(key != nullptr);
    return key;
}

void extend(X509* certificate, X509* issuer, int kind, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> extension(
        X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()), X509_EXTENSION_free);
    require(extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1);
}

Certificate blank(const char* name, EVP_PKEY* key) {
    Certificate certificate(X509_new(), X509_free);
    std::uint64_t serial = 0;
    require(certificate != nullptr && RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial) == 1);
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), serial >> 1U);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), ten_years_s);
    require(X509_set_pubkey(certificate.get(), key) == 1);
    require(X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                                       reinterpret_cast<const unsigned char*>(name), -1, -1, 0) == 1);
    return certificate;
}

void sign(X509* certificate, X509* issuer, EVP_PKEY* key) {
    require(X509_set_issuer_name(certificate, X509_get_subject_name(issuer)) == 1);
    require(X509_sign(certificate, key, EVP_sha256()) != 0);
}

template <class Write>
std::string pem(const Write& write) {
    const Bytes bytes(BIO_new(BIO_s_mem()), BIO_free);
    require(bytes != nullptr && write(bytes.get()) == 1);
    char* data = nullptr;
    const long size = BIO_get_mem_data(bytes.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

std::string pem_of(X509* certificate) {
    return pem([&](BIO* bytes) { return PEM_write_bio_X509(bytes, certificate); });
}

std::string alternative_names(const std::string& host) {
    std::string names = "DNS:localhost,IP:127.0.0.1";
    in6_addr address{};
    const bool is_ip =
        inet_pton(AF_INET, host.c_str(), &address) == 1 || inet_pton(AF_INET6, host.c_str(), &address) == 1;
    if (!host.empty() && host != "localhost" && host != "127.0.0.1") names += (is_ip ? ",IP:" : ",DNS:") + host;
    return names;
}

}  // namespace

BrokerSettings::Certificate own_certificate(const std::filesystem::path& folder, const std::string& host) {
    BrokerSettings::Certificate files{std::filesystem::absolute(folder / "ca.pem"),
                                      std::filesystem::absolute(folder / "broker.pem"),
                                      std::filesystem::absolute(folder / "broker.key")};
    if (exists(files.ca) && exists(files.certificate) && exists(files.key)) return files;
    std::filesystem::create_directories(folder);
    const Key ca_key = new_key();
    const Certificate ca = blank("gaiku district authority", ca_key.get());
    extend(ca.get(), ca.get(), NID_basic_constraints, "critical,CA:TRUE");
    extend(ca.get(), ca.get(), NID_key_usage, "critical,keyCertSign,cRLSign");
    extend(ca.get(), ca.get(), NID_subject_key_identifier, "hash");
    sign(ca.get(), ca.get(), ca_key.get());
    const Key key = new_key();
    const Certificate broker = blank("gaiku broker", key.get());
    extend(broker.get(), ca.get(), NID_subject_alt_name, alternative_names(host));
    extend(broker.get(), ca.get(), NID_ext_key_usage, "serverAuth");
    extend(broker.get(), ca.get(), NID_authority_key_identifier, "keyid");
    sign(broker.get(), ca.get(), ca_key.get());
    // The authority's key is forgotten: another certificate comes with another authority.
    write_file(files.key, pem([&](BIO* bytes) {
                   return PEM_write_bio_PrivateKey(bytes, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
               }));
    std::filesystem::permissions(files.key, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    write_file(files.certificate, pem_of(broker.get()));
    write_file(files.ca, pem_of(ca.get()));
    return files;
}

}  // namespace gaiku::mqtt
