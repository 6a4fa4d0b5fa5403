package io.mcpscore.deploy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a script did.
 *
 * @param exitCode what it ended with
 * @param output standard output and standard error
 */
record Shell(int exitCode, String output) {

  /** Skips the test, loudly, where a program that users' scripts need is not installed. */
  static void assumeInstalled(String... programs) {
    for (String program : programs) {
      boolean found =
          Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
              .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
      assumeTrue(found, "SKIPPED: " + program + " is not installed");
    }
  }

  /**
   * Runs a command to its end.
   *
   * @param folder to run in
   * @param variables of the environment, which has the path and nothing else besides
   */
  static Shell run(Path folder, Map<String, String> variables, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    String path = builder.environment().get("PATH");
    String java = builder.environment().get("JAVA_HOME");
    builder.environment().clear();
    builder.environment().put("PATH", path);
    builder.environment().put("HOME", folder.toString());
    if (java != null) {
      builder.environment().put("JAVA_HOME", java);
    }
    builder.environment().put("MCPSCORE_SKIP_BUILD", "yes");
    builder.environment().putAll(variables);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Shell(process.waitFor(), output);
  }
}
