package io.mcpscore.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files at the top of the project, as the tests of this module see them. */
public final class Project {

  private Project() {}

  /** The top of the project. Maven runs the tests of a module in the module's own folder. */
  public static Path top() {
    Path module = Path.of("").toAbsolutePath();
    return Files.exists(module.resolve("docker-compose.yml")) ? module : module.getParent();
  }

  /** Text of the compose file. */
  public static String composeText() throws IOException {
    return Files.readString(top().resolve("docker-compose.yml"));
  }

  /** The services of the compose file. */
  public static JsonNode composeServices() throws IOException {
    return new YAMLMapper().readTree(composeText()).get("services");
  }
}
