#include "telemetry/model/device_models.h"

#include <algorithm>

#include "base/file.h"
#include "telemetry/measurand.h"

namespace gaiku::telemetry {
namespace {

/// A model is a page of text.
constexpr std::size_t largest_file = 1 << 20;

Finding of_file(std::string code, const std::string& file, std::string value, Text expected, Text fix) {
    Finding finding;
    finding.code = std::move(code);
    finding.position = {file, 0, 0};
    finding.value = std::move(value);
    finding.expected = std::move(expected);
    finding.fix = std::move(fix);
    return finding;
}

/// Its YAML files, by name, so that findings come in the same order everywhere.
std::vector<std::filesystem::path> files_of(const std::filesystem::path& folder, Findings& findings) {
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        const auto extension = at->path().extension();
        if (extension == ".yaml" || extension == ".yml") files.push_back(at->path());
    }
    if (error) {
        findings.add(of_file("file-not-readable", folder.string(), error.message(),
                             {"a folder of device models", "機器モデルのフォルダー"},
                             {"give the folder that the files MODEL.yaml are in",
                              "モデル名.yaml の入ったフォルダーを指定してください"}));
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

DeviceModels::DeviceModels(const std::filesystem::path& folder, Findings& findings) {
    if (folder.empty()) return;
    for (const auto& path : files_of(folder, findings)) {
        const std::string id = path.stem().string();
        if (!is_device_name(id)) {
            findings.add(of_file("not-an-id", path.string(), id,
                                 {"up to 64 letters, digits and - _ . :", "英数字と - _ . : で64文字まで"},
                                 {"rename the file", "ファイル名を変えてください"}));
            continue;
        }
        if (find(id) != nullptr) {
            findings.add(of_file("duplicate-key", path.string(), id,
                                 {"a name that no other model has", "ほかの機器モデルにない名前"},
                                 {"rename the file: gaiku ships a model of that name, or the folder has it twice",
                                  "ファイル名を変えてください（同じ名前のモデルが付属しているか、フォルダーに"
                                  "二つあります）"}));
            continue;
        }
        const auto text = read_text_file(path, path.string(), largest_file, findings);
        if (!text) continue;
        if (auto model = read_device_model(*text, id, findings, path.string())) own_.push_back(std::move(*model));
    }
}

const DeviceModel* DeviceModels::find(std::string_view id) const {
    for (const DeviceModel& model : own_) {
        if (model.id == id) return &model;
    }
    return shipped_device_model(id);
}

std::vector<std::string> DeviceModels::names() const {
    std::vector<std::string> names;
    for (const DeviceModel& model : shipped_device_models()) names.push_back(model.id);
    for (const DeviceModel& model : own_) names.push_back(model.id);
    std::sort(names.begin(), names.end());
    return names;
}

std::filesystem::path models_folder(const std::string& given, const std::filesystem::path& store) {
    if (!given.empty()) return given;
    std::error_code error;
    const auto beside = store / "models";
    return std::filesystem::is_directory(beside, error) ? beside : std::filesystem::path();
}

}  // namespace gaiku::telemetry
