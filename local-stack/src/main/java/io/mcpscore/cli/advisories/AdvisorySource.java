package io.mcpscore.cli.advisories;

import io.mcpscore.engine.dependency.Ecosystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.LongConsumer;

/** Where the ZIP file of an ecosystem comes from. */
sealed interface AdvisorySource permits AdvisorySource.Directory, AdvisoryDownload {

  /** What a user would call the file. */
  String of(Ecosystem ecosystem);

  /**
   * Copies the file.
   *
   * @param progress told the bytes so far, now and then
   * @throws IOException when it is not there or breaks off
   */
  void copy(Ecosystem ecosystem, Path to, LongConsumer progress) throws IOException;

  /**
   * Files that somebody has fetched already.
   *
   * @param place directory with {@code npm/all.zip} or {@code npm.zip}
   */
  record Directory(Path place) implements AdvisorySource {

    @Override
    public String of(Ecosystem ecosystem) {
      return file(ecosystem).toString();
    }

    @Override
    public void copy(Ecosystem ecosystem, Path to, LongConsumer progress) throws IOException {
      Files.copy(file(ecosystem), to, StandardCopyOption.REPLACE_EXISTING);
      progress.accept(Files.size(to));
    }

    private Path file(Ecosystem ecosystem) {
      Path first = place.resolve(ecosystem.osvName()).resolve("all.zip");
      return List.of(first, place.resolve(ecosystem.osvName() + ".zip")).stream()
          .filter(Files::isRegularFile)
          .findFirst()
          .orElse(first);
    }
  }
}
