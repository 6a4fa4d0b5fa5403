package io.mcpscore.cli.advisories;

import io.mcpscore.engine.dependency.AdvisoryIndex;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where advisories are kept unless told otherwise: one place for all versions of the product. */
public final class AdvisoryPlace {

  private static final String PROPERTY = "mcpscore.advisories";

  private AdvisoryPlace() {}

  /** The directory, whether or not it exists. */
  public static Path standard() {
    String told = System.getProperty(PROPERTY);
    if (told != null) {
      return Path.of(told).toAbsolutePath();
    }
    String data = System.getenv("XDG_DATA_HOME");
    Path home =
        data == null || data.isBlank()
            ? Path.of(System.getProperty("user.home"), ".local", "share")
            : Path.of(data);
    return home.resolve("mcpscore").resolve("advisories").toAbsolutePath();
  }

  /** The directory, if {@code advisories update} has filled it. */
  public static Optional<Path> filled() {
    Path place = standard();
    return Files.isRegularFile(place.resolve(AdvisoryIndex.FILE))
        ? Optional.of(place)
        : Optional.empty();
  }
}
