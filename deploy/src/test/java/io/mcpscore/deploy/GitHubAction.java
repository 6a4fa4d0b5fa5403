package io.mcpscore.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The composite action, its steps run as a runner of GitHub runs them. */
final class GitHubAction {

  /** Where it is. */
  static final Path FOLDER = Project.top().resolve("deploy/github-action");

  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{\\s*([a-z._-]+)\\s*}}");

  private final JsonNode action;
  private final Map<String, String> github =
      Map.of(
          "github.server_url", "https://github.com",
          "github.repository", "acme/notes",
          "github.sha", "main");

  GitHubAction() throws IOException {
    action = new YAMLMapper().readTree(FOLDER.resolve("action.yml").toFile());
  }

  JsonNode action() {
    return action;
  }

  /**
   * A run of it.
   *
   * @param shell what its step did
   * @param outputs what it told the steps after it
   * @param summary what stands in the summary of the job
   */
  record Ran(Shell shell, Map<String, String> outputs, String summary) {}

  /**
   * Runs it.
   *
   * @param workspace to run in
   * @param inputs what a workflow says under {@code with}
   */
  Ran run(Path workspace, Map<String, String> inputs) throws IOException, InterruptedException {
    Map<String, String> context = new HashMap<>(github);
    action
        .path("inputs")
        .properties()
        .forEach(
            input -> {
              String usual = resolve(input.getValue().path("default").asText(""), github);
              context.put("inputs." + input.getKey(), inputs.getOrDefault(input.getKey(), usual));
            });
    JsonNode step = action.at("/runs/steps/0");
    Path output = Files.createTempFile(workspace, "output", "");
    Path summary = Files.createTempFile(workspace, "summary", ".md");
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("GITHUB_ACTIONS", "true");
    variables.put("GITHUB_WORKSPACE", workspace.toString());
    variables.put("GITHUB_ACTION_PATH", FOLDER.toString());
    variables.put("GITHUB_OUTPUT", output.toString());
    variables.put("GITHUB_STEP_SUMMARY", summary.toString());
    step.path("env")
        .properties()
        .forEach(e -> variables.put(e.getKey(), resolve(e.getValue().asText(), context)));
    Path script = Files.createTempFile(workspace, "step", ".sh");
    Files.writeString(script, step.path("run").asText());
    Shell shell =
        Shell.run(
            workspace,
            variables,
            List.of("bash", "--noprofile", "--norc", "-eo", "pipefail", script.toString()));
    Map<String, String> outputs = new HashMap<>();
    for (String line : Files.readAllLines(output)) {
      String[] parts = line.split("=", 2);
      outputs.put(parts[0], parts[1]);
    }
    return new Ran(shell, outputs, Files.readString(summary));
  }

  private static String resolve(String text, Map<String, String> context) {
    return EXPRESSION
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(context.get(found.group(1))));
  }
}
