package io.mcpscore.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the files for pipelines say, before anything runs. */
class PipelineFilesTest {

  @Test
  void nothingThatAWorkflowSaysBecomesTextOfAScript() throws Exception {
    JsonNode steps = new GitHubAction().action().at("/runs/steps");

    assertThat(steps).hasSize(1);
    assertThat(steps.at("/0/run").asText()).doesNotContain("${{").contains("scan.sh");
    assertThat(steps.at("/0/shell").asText()).isEqualTo("bash");
  }

  @Test
  void everyInputReachesTheScriptAndEveryOutputComesFromIt() throws Exception {
    JsonNode action = new GitHubAction().action();
    String environment = action.at("/runs/steps/0/env").toString();
    List<String> inputs = new ArrayList<>();
    action.path("inputs").fieldNames().forEachRemaining(inputs::add);
    String script = Files.readString(GitHubAction.FOLDER.resolve("scan.sh"));

    assertThat(inputs).allMatch(name -> environment.contains("${{ inputs." + name + " }}"));
    action
        .path("outputs")
        .fieldNames()
        .forEachRemaining(name -> assertThat(script).contains("say \"" + name + "="));
  }

  @Test
  void theTemplateOfGitLabHasTheScriptWordForWord() throws Exception {
    JsonNode job =
        new YAMLMapper()
            .readTree(Project.top().resolve("deploy/gitlab/mcp-security-score.yml").toFile())
            .path("mcp-security-score");
    String script = Files.readString(GitHubAction.FOLDER.resolve("scan.sh"));

    assertThat(job.path("script")).hasSize(1);
    assertThat(job.at("/script/0").asText()).isEqualTo(script.substring(script.indexOf('\n') + 1));
  }
}
