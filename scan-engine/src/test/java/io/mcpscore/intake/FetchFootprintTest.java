package io.mcpscore.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.model.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;

/** What a fetch takes of the machine: a bounded heap, and no disk at all. */
class FetchFootprintTest {

  /**
   * Megabytes of heap in which every fetch ends in its own code: the pack of up to 100 MB once, the
   * longest chain of up to 96 MB, and room for the lists of objects and files.
   */
  private static final int HEAP = 320;

  @TempDir Path directory;

  @Test
  void heapIsBoundedWhateverTheHostSends() throws IOException {
    List<Arguments> packs =
        Stream.concat(HostilePacksTest.bombs(), HostilePacksTest.broken()).toList();
    try (FetchingProcess process = new FetchingProcess(directory, HEAP)) {
      for (Arguments pack : packs) {
        ErrorCode code = expect(process, GitWire.TIP, (byte[]) pack.get()[1]);
        assertNotNull(code, () -> pack.get()[0] + " was fetched");
      }
      for (HostileHost host :
          HostileGit.all()
              .filter(h -> h.code() == ErrorCode.REPO_TOO_LARGE)
              .limit(HostileScale.of(1, 99))
              .toList()) {
        try (HostileServer server = new HostileServer(host.script())) {
          process.ask(server.base());
          assertEquals(host.code().name(), answer(process), host.name());
        }
      }
      TestPack large = new TestPack();
      ObjectId commit = large(large, HostileScale.of(5, 95));
      assertEquals(null, expect(process, commit, large.bytes()), "an honest large repository");
    }
  }

  @Test
  void nothingIsWrittenToDiskEvenByAProcessThatIsKilled() throws Exception {
    TestPack pack = new TestPack();
    ObjectId commit = large(pack, 3);
    byte[] bytes = pack.bytes();
    CountDownLatch halfway = new CountDownLatch(1);
    HostileServer.Script stalling =
        GitWire.untilFetch(
            (request, client, out) -> {
              GitWire.packStart(out, commit);
              GitWire.band(out, 1, java.util.Arrays.copyOf(bytes, bytes.length / 2));
              out.flush();
              halfway.countDown();
              Thread.sleep(60_000);
            });
    try (HostileServer server = new HostileServer(stalling);
        FetchingProcess process = new FetchingProcess(directory, HEAP)) {
      process.ask(server.base());
      assertTrue(halfway.await(30, TimeUnit.SECONDS));
      assertEquals(List.of(), writableFiles(process.pid()));
    }
    try (Stream<Path> left = Files.walk(directory)) {
      assertEquals(List.of(directory), left.toList());
    }
    Attempt.assertUnharmed();
  }

  private static ErrorCode expect(FetchingProcess process, ObjectId tip, byte[] pack)
      throws IOException {
    try (HostileServer server = new HostileServer(GitWire.serving(tip, pack))) {
      process.ask(server.base());
      String code = answer(process);
      return code.equals("null") ? null : ErrorCode.valueOf(code);
    }
  }

  private static String answer(FetchingProcess process) throws IOException {
    String[] answer = process.answer();
    assertNotNull(answer, "the process ended");
    assertTrue(Long.parseLong(answer[1]) <= HEAP * 1_048_576L);
    return answer[0];
  }

  /** A repository of files of a megabyte that cannot be compressed. */
  private static ObjectId large(TestPack pack, int megabytes) {
    byte[] noise = GitIntakeTest.noise(990_000);
    TreeFormatter tree = new TreeFormatter();
    for (int i = 0; i < megabytes; i++) {
      noise[i] ^= 1;
      tree.append("%03d".formatted(i), FileMode.REGULAR_FILE, pack.blob(noise));
    }
    return pack.commit(pack.tree(tree));
  }

  /** Regular files that a process has open for writing. */
  private static List<String> writableFiles(long pid) throws IOException {
    List<String> found = new ArrayList<>();
    Path process = Path.of("/proc/" + pid);
    try (Stream<Path> open = Files.list(process.resolve("fd"))) {
      for (Path descriptor : open.toList()) {
        Path info = process.resolve("fdinfo").resolve(descriptor.getFileName());
        String flags = Files.readString(info, UTF_8).replaceAll("(?s).*flags:\\s+(\\d+).*", "$1");
        boolean writable = (Integer.parseInt(flags, 8) & 3) != 0;
        if (writable && Files.isRegularFile(descriptor)) {
          found.add(Files.readSymbolicLink(descriptor).toString());
        }
      }
    }
    return found;
  }
}
