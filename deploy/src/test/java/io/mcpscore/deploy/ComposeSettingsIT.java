package io.mcpscore.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The compose file and the reference name the settings that the services really read. */
class ComposeSettingsIT {

  @ParameterizedTest
  @CsvSource({"gateway,api-gateway", "worker,scan-worker"})
  void everyVariableIsASettingOfTheService(String service, String module) throws Exception {
    Set<String> known = ServiceSettings.of(module).environmentPatterns();
    List<String> unknown = new ArrayList<>();

    JsonNode environment = Project.composeServices().get(service).get("environment");
    environment
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (known.stream().noneMatch(name::matches)) {
                unknown.add(name);
              }
            });

    assertThat(unknown).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"api-gateway", "scan-worker"})
  void everyOwnSettingIsInTheReference(String module) throws Exception {
    String reference = Files.readString(Project.top().resolve("docs/settings.md"));
    Set<String> settings = ServiceSettings.of(module).own();

    assertThat(settings).isNotEmpty();
    assertThat(settings)
        .allSatisfy(
            name -> {
              String stem = name.replaceFirst("\\.[^.]+$", "");
              String last = name.substring(stem.length());
              // A row names its first setting in full and the others by their last part.
              assertThat(reference).contains(stem.replace(".*", ".<"));
              assertThat(reference).contains(last.equals(".*") ? stem + ".<" : last);
            });
  }

  @Test
  void aSettingThatDoesNotExistWouldBeSeen() throws Exception {
    Set<String> known = ServiceSettings.of("api-gateway").environmentPatterns();

    assertThat(known).noneMatch("MCPSCORE_KEYS_PEPER"::matches);
    assertThat(known).noneMatch("QUARKUS_DATASOURCE_REACTIVE_ADDRESS"::matches);
  }
}
