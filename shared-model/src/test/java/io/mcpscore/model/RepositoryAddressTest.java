package io.mcpscore.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryAddressTest {

  private static final Set<String> HOSTS = Set.of("github.com");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/owner/repo",
        "http://github.com/owner/repo",
        "github.com/owner/repo",
        "www.github.com/owner/repo",
        "https://www.github.com/owner/repo",
        "https://github.com/owner/repo/",
        "https://github.com/owner/repo//",
        "https://github.com/owner/repo.git",
        "https://github.com/owner/repo.git/",
        "HTTPS://GitHub.COM/Owner/Repo.GIT",
        "  https://github.com/owner/repo\n",
        "https://github.com/owner/repo?tab=readme-ov-file",
        "https://github.com/owner/repo#readme",
      })
  void pastedFormsOfOneRepositoryAreOneAddress(String text) {
    assertEquals(
        Optional.of(new RepositoryAddress("github.com", "owner", "repo", null, null)),
        RepositoryAddress.parse(text, HOSTS));
  }

  @ParameterizedTest
  @CsvSource({
    "https://github.com/o/r/tree/main, main, ",
    "https://github.com/o/r/tree/main/, main, ",
    "https://github.com/o/r/tree/v1.2.0/src/git, v1.2.0, src/git",
    "https://github.com/o/r/tree/Main/Src, Main, Src",
    "https://github.com/o/r/blob/main/src/index.ts, main, ",
    "https://github.com/o/r.git/tree/main/a%20b, main, a b",
  })
  void treeAndBlobGiveTheRefAndTreeThePath(String text, String ref, String path) {
    assertEquals(
        Optional.of(new RepositoryAddress("github.com", "o", "r", ref, path)),
        RepositoryAddress.parse(text, HOSTS));
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "   ",
        "not a url",
        "https://",
        "https://github.com",
        "https://github.com/owner",
        "https://github.com//repo",
        "https://github.com/owner//repo",
        "https://github.com/owner/.git",
        "https://github.com/owner/..",
        "https://github.com/../repo",
        "https://github.com/-owner/repo",
        "https://github.com/owner-/repo",
        "https://github.com/own er/repo",
        "https://github.com/owner/repo\\x",
        "https://github.com/owner/re%00po",
        "https://github.com/owner/r\u00e9po",
        "https://github.com/owner/repo/issues/1",
        "https://github.com/owner/repo/tree",
        "https://github.com/owner/repo/tree/..",
        "https://github.com/owner/repo/tree/main/../..",
        "https://github.com/owner/repo/tree/main//src",
        "https://github.com/owner/repo/tree/main/a%5Cb",
        "https://user@github.com/owner/repo",
        "https://user:secret@github.com/owner/repo",
        "https://@github.com/owner/repo",
        "https://github.com@evil.example/owner/repo",
        "https://github.com:443/owner/repo",
        "https://github.com:8443/owner/repo",
        "https://github.com.evil.example/owner/repo",
        "https://evil.example/github.com/owner/repo",
        "https://gist.github.com/owner/repo",
        "https://gitlab.com/owner/repo",
        "https://127.0.0.1/owner/repo",
        "https://[::1]/owner/repo",
        "https://github\u3002com/owner/repo",
        "git@github.com:owner/repo.git",
        "ssh://git@github.com/owner/repo",
        "git://github.com/owner/repo",
        "file:///github.com/owner/repo",
        "javascript://github.com/owner/repo",
        "https:github.com/owner/repo",
      })
  void everyOtherFormIsRefused(String text) {
    assertEquals(Optional.empty(), RepositoryAddress.parse(text, HOSTS));
  }

  @Test
  void aTextOfEndlessLengthIsRefused() {
    String longQuery = "https://github.com/owner/repo?" + "a".repeat(2048);

    assertEquals(Optional.empty(), RepositoryAddress.parse(longQuery, HOSTS));
    assertEquals(
        Optional.empty(), RepositoryAddress.parse("github.com/o/" + "r".repeat(101), HOSTS));
  }

  @Test
  void furtherHostsAreAllowedByConfigurationAlone() {
    String text = "https://git.example.org/team/server.git";

    assertEquals(
        "https://git.example.org/team/server",
        RepositoryAddress.parse(text, Set.of("git.example.org")).orElseThrow().url());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"main", "v1.0", "feature/x", "a@b", "0a1b2c3", "release-1.x", "\u00fcber", "c++"})
  void namesThatGitAllowsAreRefs(String ref) {
    assertTrue(RepositoryAddress.isRef(ref));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-x",
        "--upload-pack=x",
        "/a",
        "a/",
        "a//b",
        "a..b",
        "a.lock",
        "a.lock/b",
        ".a",
        "a/.b",
        "a.",
        "@",
        "a@{1}",
        "a b",
        "a~1",
        "a^",
        "a:b",
        "a?",
        "a*",
        "a[b",
        "a\\b",
        "a\nb",
        "a\u0000"
      })
  void namesThatGitRefusesAreNoRefs(String ref) {
    assertFalse(RepositoryAddress.isRef(ref));
  }

  @ParameterizedTest
  @ValueSource(strings = {"src", "src/git", "a b/c", ".github", "a..b"})
  void relativeDirectoriesArePaths(String path) {
    assertTrue(RepositoryAddress.isPath(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "/src", "src/", "a//b", ".", "..", "a/../b", "./a", "a\\b", "a\u0000b"})
  void whatLeavesTheTreeOrHasEmptyPartsIsNoPath(String path) {
    assertFalse(RepositoryAddress.isPath(path));
  }

  @Test
  void anUploadHasAUrlThatNobodyCanAskFor() {
    RepositoryAddress upload = RepositoryAddress.upload("ab".repeat(32), "My-Server.zip", "src");

    assertTrue(upload.isUpload());
    assertEquals("upload:My-Server.zip", upload.url());
    for (String text : List.of(upload.url(), "https://" + upload.host() + "/a/b", "upload://a/b")) {
      assertFalse(
          RepositoryAddress.parse(text, Set.of(upload.host(), "upload"))
              .filter(RepositoryAddress::isUpload)
              .isPresent(),
          text);
    }
    assertFalse(new RepositoryAddress("upload", "a", "b", null, null).isUpload());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "-a", "a b", "a/b", "a:b", "a\u0000", "\u00e4"})
  void whatIsNoPlainNameIsNoNameOfAnUpload(String name) {
    assertFalse(RepositoryAddress.isUploadName(name));
  }
}
