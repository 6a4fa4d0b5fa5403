package io.mcpscore.cli.scan;

import io.mcpscore.model.RepositoryAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;

/** The repository that a work tree or a bare repository was cloned from. */
final class GitOrigin {

  /**
   * {@code https://[user@]host/path}, {@code ssh://user@host[:port]/path}, {@code user@host:path}.
   */
  private static final Pattern REMOTE =
      Pattern.compile(
          "(?:(?:https?|ssh|git)://(?:[^@/]*@)?([^/:@]+)(?::\\d+)?/|[^@/]+@([^/:@]+):)(.+)");

  private static final long MOST_BYTES = 1_000_000;

  private GitOrigin() {}

  /** The canonical URL of the remote {@code origin}, without the user-info that it may hold. */
  static Optional<String> of(Path directory) {
    return List.of(directory.resolve(".git/config"), directory.resolve("config")).stream()
        .filter(Files::isRegularFile)
        .findFirst()
        .flatMap(GitOrigin::remote)
        .flatMap(GitOrigin::canonical);
  }

  static Optional<String> canonical(String remote) {
    Matcher matcher = REMOTE.matcher(remote.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String host =
        Optional.ofNullable(matcher.group(1))
            .orElseGet(() -> matcher.group(2))
            .toLowerCase(Locale.ROOT);
    return RepositoryAddress.parse("https://" + host + "/" + matcher.group(3), Set.of(host))
        .map(RepositoryAddress::url);
  }

  private static Optional<String> remote(Path configuration) {
    try {
      if (Files.size(configuration) > MOST_BYTES) {
        return Optional.empty();
      }
      // Read as text: nothing that the file includes is looked at.
      Config config = new Config();
      config.fromText(Files.readString(configuration));
      return Optional.ofNullable(config.getString("remote", "origin", "url"));
    } catch (IOException | ConfigInvalidException e) {
      return Optional.empty();
    }
  }
}
