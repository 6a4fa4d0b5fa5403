package io.mcpscore.cli.advisories;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --dir DIR}. */
final class DirectoryOption {

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "Where the advisories are kept. Default: $XDG_DATA_HOME/mcpscore/advisories, with"
              + " ~/.local/share for an unset variable.")
  private Path directory;

  Path path() {
    return directory == null ? AdvisoryPlace.standard() : directory.toAbsolutePath();
  }
}
