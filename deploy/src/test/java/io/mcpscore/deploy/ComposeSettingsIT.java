package io.mcpscore.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every variable that the compose file gives to one of our services is a setting it reads. */
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

  @Test
  void aSettingThatDoesNotExistWouldBeSeen() throws Exception {
    Set<String> known = ServiceSettings.of("api-gateway").environmentPatterns();

    assertThat(known).noneMatch("MCPSCORE_KEYS_PEPER"::matches);
    assertThat(known).noneMatch("QUARKUS_DATASOURCE_REACTIVE_ADDRESS"::matches);
  }
}
