package io.mcpscore.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The compose file is valid, gated on health, limited, and closed to the outside. */
class ComposeFileTest {

  private static final List<String> OURS = List.of("gateway", "worker");

  @Test
  void theFileMatchesTheSchema() throws IOException {
    assertThat(violations(Project.composeText())).isEmpty();
  }

  @Test
  void theSchemaRefusesAMisspeltMember() throws IOException {
    String misspelt = Project.composeText().replace("depends_on:", "depend_on:");

    assertThat(violations(misspelt)).isNotEmpty();
  }

  @Test
  void composeItselfAcceptsTheFile() throws Exception {
    Path tool = composeTool();
    assumeTrue(tool != null, "SKIPPED: docker-compose is not installed; the schema test still ran");
    ProcessBuilder builder =
        new ProcessBuilder(
            tool.toString(),
            "--file",
            Project.top().resolve("docker-compose.yml").toString(),
            "config");
    builder.redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "POSTGRES_PASSWORD",
                "p",
                "MCPSCORE_KEYS_PEPPER",
                "k",
                "MCPSCORE_ADMIN_TOKEN",
                "a"));

    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
  }

  @Test
  void everyDependencyIsGatedOnHealth() throws IOException {
    JsonNode services = Project.composeServices();
    List<String> notGated = new ArrayList<>();
    services
        .properties()
        .forEach(
            service ->
                service
                    .getValue()
                    .path("depends_on")
                    .properties()
                    .forEach(
                        d -> {
                          assertThat(services.has(d.getKey())).as(d.getKey()).isTrue();
                          if (!d.getValue().path("condition").asText().equals("service_healthy")) {
                            notGated.add(service.getKey() + " -> " + d.getKey());
                          }
                        }));

    assertThat(notGated).isEmpty();
    // Ours carry their health check in the image.
    services
        .properties()
        .forEach(
            s -> assertThat(OURS.contains(s.getKey()) || s.getValue().has("healthcheck")).isTrue());
  }

  @Test
  void ourServicesRunWithoutPrivileges() throws IOException {
    for (String name : OURS) {
      JsonNode service = Project.composeServices().get(name);

      assertThat(service.path("read_only").asBoolean()).isTrue();
      assertThat(service.path("cap_drop").path(0).asText()).isEqualTo("ALL");
      assertThat(service.path("security_opt").toString()).contains("no-new-privileges:true");
      String dockerfile =
          Files.readString(
              Project.top().resolve(service.path("build").path("dockerfile").asText()));
      assertThat(dockerfile).containsPattern("(?m)^USER [1-9][0-9]+$").contains("HEALTHCHECK");
    }
  }

  @Test
  void onlyTheGatewayIsPublishedAndOnLoopbackByDefault() throws IOException {
    Project.composeServices()
        .properties()
        .forEach(
            s -> {
              if (s.getKey().equals("gateway")) {
                assertThat(s.getValue().path("ports").path(0).asText())
                    .startsWith("${MCPSCORE_BIND:-127.0.0.1}:");
              } else {
                assertThat(s.getValue().has("ports")).as(s.getKey()).isFalse();
              }
            });
  }

  @Test
  void noSecretIsWrittenInTheFile() throws IOException {
    Project.composeServices()
        .properties()
        .forEach(
            s ->
                s.getValue()
                    .path("environment")
                    .properties()
                    .forEach(
                        e -> {
                          if (e.getKey().matches(".*(PASSWORD|PEPPER|TOKEN|SECRET).*")) {
                            assertThat(e.getValue().asText()).matches("\\$\\{[A-Z_]+:\\?.+}");
                          }
                        }));
  }

  private static List<String> violations(String yaml) throws IOException {
    try (InputStream schema = ComposeFileTest.class.getResourceAsStream("/compose-schema.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(schema, InputFormat.JSON)
          .validate(yaml, InputFormat.YAML)
          .stream()
          .map(Object::toString)
          .toList();
    }
  }

  private static Path composeTool() {
    for (String folder : System.getenv("PATH").split(":")) {
      Path candidate = Path.of(folder, "docker-compose");
      if (Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    return null;
  }
}
