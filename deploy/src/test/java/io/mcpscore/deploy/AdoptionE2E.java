package io.mcpscore.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.mcpscore.model.ApiKey;
import io.mcpscore.model.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a team does in its first afternoon: the first hour, and pipelines that hold a mark. */
class AdoptionE2E {

  private static final String NOTES = "https://github.com/acme/notes";
  private static final int BATCH = 50;

  @TempDir static Path temp;

  private static RunningSystem system;

  @BeforeAll
  static void start() throws Exception {
    Shell.assumeInstalled("curl", "jq", "openssl");
    FixtureHost host = new FixtureHost(temp.resolve("mirror"));
    host.commit("acme/notes", FixtureHost.notesServer());
    for (int i = 1; i < BATCH; i++) {
      host.commit("acme/server-" + i, FixtureHost.cleanServer());
    }
    system = RunningSystem.start(temp.resolve("state"), host.folder());
  }

  @AfterAll
  static void stop() throws Exception {
    if (system != null) {
      system.close();
    }
  }

  @Test
  void theFirstHourRunsAsWritten() throws Exception {
    Path results = Files.createDirectory(temp.resolve("results"));
    List<String> command = new ArrayList<>();
    command.add(Project.top().resolve("docs/first-hour.sh").toString());
    command.add(NOTES);
    for (int i = 1; i < BATCH; i++) {
      command.add("https://github.com/acme/server-" + i);
    }

    Shell hour;
    try (EventReceiver receiver = EventReceiver.start()) {
      hour =
          Shell.run(
              temp,
              Map.of(
                  "SERVER", system.address(),
                  "STATE", temp.resolve("state").toString(),
                  "RECEIVER", receiver.address(),
                  "RESULTS", results.toString()),
              command);
    }

    assertThat(hour.exitCode()).as(hour.output()).isZero();
    assertThat(hour.output())
        .contains("complete")
        .contains("worst: critical rce-child-process at src/index.ts:")
        .contains("score 0, 0 new and 0 fixed findings")
        .contains("\"complete\":" + BATCH)
        .contains("scan.complete is genuine: score ")
        .contains("scan_repository")
        .contains("rce-child-process")
        .contains("## MCP Security Score: ")
        .doesNotContainPattern("mcp_sk_[0-9A-Za-z]{32}");
    assertThat(json(results.resolve("scan.sarif")).at("/runs/0/results")).isNotEmpty();
    assertThat(Files.readString(results.resolve("badge.svg"))).contains("<svg");
  }

  @Test
  void theGitHubActionScansAndHoldsTheMark() throws Exception {
    Path workspace = Files.createDirectory(temp.resolve("workspace"));
    Map<String, String> inputs =
        Map.of("server", system.address() + "/", "key", system.printedKey(), "fail-under", "1");

    GitHubAction.Ran passed = new GitHubAction().run(workspace, inputs);

    assertThat(passed.shell().exitCode()).as(passed.shell().output()).isZero();
    assertThat(passed.outputs().get("scan-id")).matches("scan_[0-9A-Za-z]{22}");
    assertThat(passed.outputs().get("score")).matches("\\d+");
    assertThat(passed.outputs().get("safety-grade")).matches("[A-F]");
    assertThat(passed.summary()).startsWith("## MCP Security Score: ");
    JsonNode sarif = json(workspace.resolve("mcpscore.sarif"));
    assertThat(sarif.at("/runs/0/results/0/ruleId").asText()).isEqualTo("rce-child-process");
    assertThat(passed.shell().output()).doesNotContain(system.printedKey());

    Map<String, String> strict = new HashMap<>(inputs);
    strict.put("fail-under", "100");
    strict.put("summary", "false");
    strict.put("sarif", "");
    GitHubAction.Ran below = new GitHubAction().run(workspace, strict);
    assertThat(below.shell().exitCode()).as(below.shell().output()).isEqualTo(1);
    assertThat(below.shell().output()).contains("below 100");
    assertThat(below.outputs()).containsKey("score");
    assertThat(below.summary()).isEmpty();
  }

  @Test
  void whatComesInIsNeverRun() throws Exception {
    Path workspace = Files.createDirectory(temp.resolve("hostile"));
    Path trap = workspace.resolve("trapped");
    String evil = "x\"; $(touch " + trap + ") `touch " + trap + "` '; touch " + trap + " #\n";
    for (String input : List.of("url", "ref", "path", "server", "key", "fail-under", "timeout")) {
      Map<String, String> inputs = new HashMap<>();
      inputs.put("server", system.address());
      inputs.put("key", system.printedKey());
      inputs.put("timeout", "20");
      inputs.put(input, evil);

      Shell shell = new GitHubAction().run(workspace, inputs).shell();

      assertThat(shell.exitCode()).as(input + ": " + shell.output()).isEqualTo(2);
      assertThat(shell.output()).doesNotContain(system.printedKey());
      assertThat(trap).doesNotExist();
    }
  }

  @Test
  void theGitLabJobRunsInAPlainShell() throws Exception {
    JsonNode job =
        new YAMLMapper()
            .readTree(Project.top().resolve("deploy/gitlab/mcp-security-score.yml").toFile())
            .path("mcp-security-score");
    Path folder = Files.createDirectory(temp.resolve("builds"));
    Map<String, String> variables = new HashMap<>();
    job.path("variables")
        .properties()
        .forEach(e -> variables.put(e.getKey(), e.getValue().asText()));
    variables.put("MCPSCORE_URL", NOTES);
    variables.put("MCPSCORE_REF", "main");
    variables.put("MCPSCORE_SERVER", system.address());
    variables.put("MCPSCORE_KEY", system.printedKey());
    String before = job.at("/before_script/0").asText();
    String script = "set -e\n" + before + "\n" + job.at("/script/0").asText();

    Shell passed = Shell.run(folder, variables, List.of("sh", "-c", script));
    variables.put("MCPSCORE_KEY", ApiKey.generate());
    Shell refused = Shell.run(folder, variables, List.of("sh", "-c", script));

    assertThat(passed.exitCode()).as(passed.output()).isZero();
    assertThat(Files.readString(folder.resolve("mcpscore.md"))).contains("MCP Security Score");
    assertThat(json(folder.resolve("mcpscore.sarif")).path("version").asText()).isEqualTo("2.1.0");
    assertThat(refused.exitCode()).as(refused.output()).isEqualTo(3);
    assertThat(refused.output()).contains("UNAUTHORIZED");
  }

  @Test
  void theCommandLineSubmitsToARunningService() throws Exception {
    String program = Project.top().resolve("mcpscore").toString();
    Map<String, String> variables =
        Map.of("MCPSCORE_SERVER", system.address(), "MCPSCORE_KEY", system.printedKey());
    List<String> command = List.of(program, "submit", NOTES, "--fail-under", "100");

    Shell below = Shell.run(temp, variables, command);
    Shell absent =
        Shell.run(temp, variables, List.of(program, "submit", "https://github.com/acme/nowhere"));

    assertThat(below.exitCode()).as(below.output()).isEqualTo(1);
    assertThat(below.output()).contains("rce-child-process").contains("below 100");
    assertThat(absent.exitCode()).as(absent.output()).isEqualTo(3);
    assertThat(absent.output()).contains("REPO_NOT_FOUND");
  }

  private static JsonNode json(Path file) throws Exception {
    return Json.mapper().readTree(file.toFile());
  }
}
