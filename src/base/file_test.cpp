#include "base/file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace gaiku {
namespace {

namespace fs = std::filesystem;

class File : public testing::Test {
protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("gaiku-file-" + std::to_string(::getpid()) + "-" +
                                               testing::UnitTest::GetInstance()->current_test_info()->name());
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    [[nodiscard]] fs::path put(const std::string& name, const std::string& bytes) const {
        std::ofstream(folder_ / name, std::ios::binary) << bytes;
        return folder_ / name;
    }
    [[nodiscard]] std::vector<std::string> names() const {
        std::vector<std::string> all;
        for (const auto& entry : fs::directory_iterator(folder_)) all.push_back(entry.path().filename().string());
        return all;
    }
    /// The code of the finding that a file gives, with the place.
    static std::string finding_of(const fs::path& path, std::size_t largest = 1000) {
        Findings findings;
        const auto text = read_text_file(path, "f.yaml", largest, findings);
        if (text) return "none";
        EXPECT_EQ(findings.all().size(), 1u);
        const auto& finding = findings.all().at(0);
        return finding.code + " " + finding.position.str() + " " + finding.value;
    }

    fs::path folder_;
};

std::string read_all(const fs::path& path) {
    std::stringstream out;
    out << std::ifstream(path, std::ios::binary).rdbuf();
    return out.str();
}

TEST_F(File, IsWrittenWholeAndLeavesNoNeighbour) {
    write_file(folder_ / "a.txt", "first");
    write_file(folder_ / "a.txt", "街区");
    EXPECT_EQ(read_all(folder_ / "a.txt"), "街区");
    EXPECT_EQ(names(), std::vector<std::string>{"a.txt"});
}

TEST_F(File, ThatCannotBeWrittenKeepsWhatWasThereAndLeavesNoNeighbour) {
    fs::create_directories(folder_ / "taken" / "inside");
    EXPECT_THROW(write_file(folder_ / "taken", "x"), std::runtime_error);
    EXPECT_TRUE(fs::is_directory(folder_ / "taken" / "inside"));
    EXPECT_EQ(names(), std::vector<std::string>{"taken"});
}

TEST_F(File, InAFolderThatIsNotThereIsAnErrorWithItsName) {
    try {
        write_file(folder_ / "none" / "a.txt", "x");
        FAIL() << "written";
    } catch (const std::runtime_error& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr("a.txt"));
        EXPECT_THAT(error.what(), testing::HasSubstr("No such file"));
    }
}

TEST_F(File, GivesItsTextWithoutByteOrderMark) {
    Findings findings;
    EXPECT_EQ(read_text_file(put("f", "\xEF\xBB\xBFgaiku: 1\n"), "f", 100, findings), "gaiku: 1\n");
    EXPECT_TRUE(findings.empty());
}

TEST_F(File, ThatIsNoTextSaysWhatItIs) {
    EXPECT_EQ(finding_of(folder_ / "none"), "file-not-readable f.yaml no such file");
    EXPECT_EQ(finding_of(folder_), "file-not-readable f.yaml a folder");
    for (const char* of_the_system : {"/dev/zero", "/proc/kmsg", "/proc/self/environ"})
        EXPECT_EQ(finding_of(of_the_system), "file-not-readable f.yaml not a regular file") << of_the_system;
    EXPECT_EQ(finding_of(put("empty", "")), "file-empty f.yaml ");
    EXPECT_EQ(finding_of(put("blank", " \n\t")), "file-empty f.yaml ");
    EXPECT_EQ(finding_of(put("zip", std::string("PK\x03\x04\n\0\0", 7))), "file-binary f.yaml:2:1 a zero byte");
    EXPECT_EQ(finding_of(put("utf16", std::string("\xFF\xFEg\0", 4))), "file-encoding f.yaml:1:1 UTF-16");
    EXPECT_EQ(finding_of(put("sjis", "gaiku: 1\nname: \x8A\x58\x8B\xE6\n")), "file-encoding f.yaml:2:7 Shift_JIS");
    EXPECT_EQ(finding_of(put("broken", "街区\xFF\n")), "file-encoding f.yaml:1:3 bytes that are not UTF-8");
}

TEST_F(File, OfAnySizeIsRefusedBeforeItFillsTheMemory) {
    EXPECT_EQ(finding_of(put("exact", std::string(1000, 'a'))), "none");
    EXPECT_EQ(finding_of(put("large", std::string(1001, 'a'))), "file-too-large f.yaml 1001 bytes");
}

}  // namespace
}  // namespace gaiku
