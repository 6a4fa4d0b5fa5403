package io.mcpscore.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import redis.embedded.core.ExecutableProvider;

/** The Redis server program, unpacked once for each version of the library that brings it. */
final class RedisProgram {

  private RedisProgram() {}

  /** The program; a second process that unpacks at the same time does no harm. */
  static Path unpacked() throws IOException {
    Path programs = Directories.make(Directories.programs().resolve("redis"));
    String version = ExecutableProvider.newProvidedVersionsMap().values().hashCode() + "";
    Path program = programs.resolve("redis-server-" + version);
    if (!Files.isExecutable(program)) {
      Path scratch = Files.createTempDirectory(programs, "unpack");
      Path unpacked = ExecutableProvider.newJarResourceProvider(scratch.toFile()).get().toPath();
      Files.move(unpacked, program, StandardCopyOption.ATOMIC_MOVE);
      Directories.delete(scratch);
    }
    return program;
  }
}
