package io.mcpscore.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.engine.Cancellation;
import io.mcpscore.engine.RepositorySnapshot;
import io.mcpscore.engine.RepositorySnapshot.Entry;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.intake.GitIntake;
import io.mcpscore.intake.GitSettings;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.RepositoryAddress;
import io.mcpscore.model.ScanFailedException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MirrorServerTest {

  @TempDir Path top;
  private Path mirror;
  private MirrorServer server;

  @BeforeEach
  void serve() throws Exception {
    mirror = Files.createDirectory(top.resolve("mirror"));
    server = new MirrorServer(mirror);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Owner/Name.git", "owner/name", "Owner+Name/anything", "owner+name"})
  void findsABareRepositoryInEveryLayoutAndCase(String where) throws Exception {
    String commit = TestRepository.bare(mirror.resolve(where), "a.txt", "hello");

    try (RepositorySnapshot snapshot = fetch("owner", "name")) {
      assertEquals(commit, snapshot.commit().orElseThrow());
      Entry file = snapshot.entries().getFirst();
      assertEquals("a.txt", file.path());
      assertEquals("hello", new String(snapshot.read(file), StandardCharsets.UTF_8));
    }
  }

  @Test
  void findsARepositoryWithAWorkTree() throws Exception {
    TestRepository.bare(mirror.resolve("owner/name/.git"), "a.txt", "hello");

    try (RepositorySnapshot snapshot = fetch("owner", "name")) {
      assertEquals(1, snapshot.entries().size());
    }
  }

  @Test
  void leavesLargeFilesOutWhenAsked() throws Exception {
    TestRepository.bare(mirror.resolve("o/n.git"), "big.txt", "x".repeat(1_100_000));

    try (RepositorySnapshot snapshot = fetch("o", "n")) {
      assertFalse(snapshot.entries().getFirst().isPresent());
    }
  }

  @Test
  void refusesToChooseBetweenTwoRepositories() throws Exception {
    TestRepository.bare(mirror.resolve("o+n/one"), "a.txt", "1");
    TestRepository.bare(mirror.resolve("o+n/two"), "a.txt", "2");

    ScanFailedException error = assertThrows(ScanFailedException.class, () -> fetch("o", "n"));
    assertEquals(ErrorCode.REPO_NOT_FOUND, error.error().code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../secret.git",
        "/o/../../secret.git",
        "/%2e%2e/secret.git",
        "/o/..%2f..%2fsecret.git",
        "//secret.git",
        "/secret.git",
        "/./secret.git",
        "/o/n.git/../../../secret.git",
      })
  void servesNothingOutsideItsDirectory(String path) throws Exception {
    TestRepository.bare(top.resolve("secret.git"), "a.txt", "hello");
    TestRepository.bare(mirror.resolve("o/n.git"), "a.txt", "hello");

    assertEquals(404, raw("GET " + path + "/info/refs?service=git-upload-pack"));
  }

  @Test
  void servesReadingAlone() throws Exception {
    TestRepository.bare(mirror.resolve("o/n.git"), "a.txt", "hello");

    assertEquals(200, raw("GET /o/n/info/refs?service=git-upload-pack"));
    assertEquals(403, raw("GET /o/n/info/refs?service=git-receive-pack"));
    assertEquals(403, raw("GET /o/n/info/refs"));
    assertEquals(404, raw("POST /o/n/git-receive-pack"));
    assertEquals(404, raw("GET /o/n/objects/info/packs"));
    assertEquals(404, raw("GET /o/n/HEAD"));
    assertEquals(405, raw("POST /o/n/info/refs?service=git-upload-pack"));
  }

  @Test
  void answersNoOneWhoAskedForAnotherHost() throws Exception {
    TestRepository.bare(mirror.resolve("o/n.git"), "a.txt", "hello");

    String line = "GET /o/n/info/refs?service=git-upload-pack";
    assertEquals(404, RawHttp.status(server.base(), line, "attacker.example"));
  }

  @Test
  void speaksProtocolTwo() throws Exception {
    TestRepository.bare(mirror.resolve("o/n.git"), "a.txt", "hello");
    URI refs = server.base().resolve("/o/n/info/refs?service=git-upload-pack");

    HttpResponse<String> answer;
    try (HttpClient client = HttpClient.newHttpClient()) {
      answer =
          client.send(
              HttpRequest.newBuilder(refs).header("Git-Protocol", "version=2").build(),
              HttpResponse.BodyHandlers.ofString());
    }

    assertTrue(answer.body().startsWith("000dversion 2"), answer.body());
    assertTrue(answer.body().contains("fetch=filter shallow"), answer.body());
  }

  private int raw(String line) throws Exception {
    return RawHttp.status(server.base(), line, "127.0.0.1:" + server.base().getPort());
  }

  private RepositorySnapshot fetch(String owner, String name) {
    GitSettings settings = GitSettings.DEFAULT.withMirror("github.com", server.base());
    return new GitIntake(settings)
        .fetch(
            new RepositoryAddress("github.com", owner, name, null, null),
            ScanBudget.DEFAULT,
            progress -> {},
            new Cancellation());
  }
}
