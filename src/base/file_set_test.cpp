#include "base/file_set.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <set>
#include <sstream>

#include "base/file.h"

namespace gaiku {
namespace {

namespace fs = std::filesystem;

class Files : public testing::Test {
protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / fmt::format("gaiku-files-{}", ::getpid());
        fs::remove_all(folder_);
        fs::create_directories(folder_);
        write_file(folder_ / "a", "old");
    }
    void TearDown() override { fs::remove_all(folder_); }

    [[nodiscard]] std::string content(const std::string& name) const {
        std::stringstream text;
        text << std::ifstream(folder_ / name).rdbuf();
        return text.str();
    }
    [[nodiscard]] std::set<std::string> names() const {
        std::set<std::string> all;
        for (const auto& entry : fs::directory_iterator(folder_)) all.insert(entry.path().filename().string());
        return all;
    }

    fs::path folder_;
};

TEST_F(Files, TakeTheirNamesTogether) {
    FileSet files(folder_);
    files.write("a", "new");
    files.write("b", "new");
    EXPECT_EQ(content("a"), "old");
    files.commit();
    EXPECT_EQ(content("a"), "new");
    EXPECT_EQ(content("b"), "new");
    EXPECT_EQ(names(), (std::set<std::string>{"a", "b"}));
}

TEST_F(Files, ThatWereGivenUpLeaveTheOldOnes) {
    {
        FileSet files(folder_);
        files.write("a", "new");
        files.write("b", "new");
    }
    EXPECT_EQ(content("a"), "old");
    EXPECT_EQ(names(), (std::set<std::string>{"a"}));
}

TEST_F(Files, AFolderInTheWayIsFoundBeforeAnythingIsRenamed) {
    fs::create_directories(folder_ / "b");
    FileSet files(folder_);
    files.write("a", "new");
    EXPECT_THROW(files.write("b", "new"), std::runtime_error);
    EXPECT_EQ(content("a"), "old");
}

TEST_F(Files, WhatADeadProcessLeftIsRemovedAndALivingOnesIsNot) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(0);
    ::waitpid(child, nullptr, 0);
    const std::string dead = fmt::format("a.{}.part", child), living = fmt::format("a.{}.part", ::getppid());
    for (const auto& name : {dead, living, std::string("a.txt.part"), fmt::format("b.{}.part", child)})
        std::ofstream(folder_ / name) << "half";
    FileSet files(folder_);
    files.write("a", "new");
    files.commit();
    EXPECT_EQ(names(), (std::set<std::string>{"a", living, "a.txt.part", fmt::format("b.{}.part", child)}));
}

}  // namespace
}  // namespace gaiku
