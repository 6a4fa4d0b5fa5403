package io.mcpscore.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpscore.deploy.Api.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code up} itself: what it leaves behind, what it keeps, whom it names. */
class UpE2E {

  @Test
  void stopsEveryChildAndKeepsItsState(@TempDir Path temp) throws Exception {
    FixtureHost host = new FixtureHost(temp.resolve("mirror"));
    host.commit("owner/repo", FixtureHost.cleanServer());
    Path state = temp.resolve("state");
    String key;
    String id;
    List<ProcessHandle> children;
    try (RunningSystem first = RunningSystem.start(state, host.folder())) {
      key = first.printedKey();
      Api api = new Api(first.address(), key);
      id = api.scanRepository("owner/repo").text("id");
      api.ended(id, Duration.ofSeconds(90));
      String held = second(state, first.port() + 1);
      assertThat(held).contains(String.valueOf(first.port()));
      children = first.children();
      assertThat(children).hasSizeGreaterThanOrEqualTo(4);

      first.interrupt();
    }
    assertThat(children).noneMatch(ProcessHandle::isAlive);

    try (RunningSystem again = RunningSystem.start(state, host.folder())) {
      Answer kept = new Api(again.address(), key).get("/api/v1/scan/" + id);

      assertThat(kept.text("status")).isEqualTo("complete");
      assertThat(again.printedKey()).as("the key is shown once").isNull();
    }
  }

  private static String second(Path state, int port) throws Exception {
    Process process =
        RunningSystem.command(
                List.of("up", "--port", String.valueOf(port), "--state", state.toString()))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isNotZero();
    return output;
  }
}
