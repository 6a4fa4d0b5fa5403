package io.mcpscore.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/** The Redis server program, unpacked once; its version is in its name. */
final class RedisProgram {

  private RedisProgram() {}

  /** The program; a second process that unpacks at the same time does no harm. */
  static Path unpacked() throws IOException {
    Path programs = Directories.make(Directories.programs().resolve("redis"));
    String resource =
        ExecutableProvider.newProvidedVersionsMap().get(OsArchitecture.detectOSandArchitecture());
    Path program = programs.resolve(Path.of(resource).getFileName());
    if (!Files.isExecutable(program)) {
      Path scratch = Files.createTempDirectory(programs, "unpack");
      Path unpacked = ExecutableProvider.newJarResourceProvider(scratch.toFile()).get().toPath();
      Files.move(unpacked, program, StandardCopyOption.ATOMIC_MOVE);
      Directories.delete(scratch);
    }
    return program;
  }
}
