package io.mcpscore.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the product lies and where it keeps its state.
 *
 * @param top directory of the sources and the build
 */
public record Installation(Path top) {

  private static final String PROPERTY = "mcpscore.top";

  /** The installation that the launcher named, or the current directory. */
  public static Installation current() {
    return new Installation(Path.of(System.getProperty(PROPERTY, "")).toAbsolutePath());
  }

  /** Where {@code up} keeps its state unless told otherwise. */
  public Path state() {
    return top.resolve(".mcpscore");
  }

  /**
   * The program of a service.
   *
   * @param module such as {@code api-gateway}
   * @throws CliException when it is not built
   */
  public Path service(String module) {
    Path jar = top.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    if (!Files.exists(jar)) {
      throw new CliException(
          ExitCodes.FAILED, "The " + module + " is not built. Run: ./mcpscore build");
    }
    return jar;
  }
}
