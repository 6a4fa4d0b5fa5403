package io.mcpscore.engine.check.health;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What lies in a repository by name. Only a repository with a manifest at its root is judged: a
 * directory of a larger one has its licence and workflows above.
 */
final class Upkeep {

  private static final Set<String> MANIFESTS = Set.of("package.json", "pyproject.toml", "setup.py");

  private Upkeep() {}

  /** The finding that no file fits a pattern, at the manifest, or empty. */
  static Optional<Draft> without(CheckContext context, Pattern wanted, String description) {
    Optional<SourceFile> manifest = manifest(context);
    return manifest.isEmpty() || has(context, wanted)
        ? Optional.empty()
        : Optional.of(draft(manifest.get(), description));
  }

  /** Whether the path of any file, read or not, fits a pattern. */
  static boolean has(CheckContext context, Pattern wanted) {
    Stream<String> read = context.files().stream().map(SourceFile::path);
    Stream<String> skipped = context.skipped().values().stream().flatMap(Collection::stream);
    return Stream.concat(read, skipped).anyMatch(p -> wanted.matcher(p).matches());
  }

  /** Whether the manifest at the root says something that a pattern finds. */
  static boolean isStated(CheckContext context, Pattern wanted) {
    return manifest(context)
        .map(f -> f.text().slice(0, f.text().bytes().length))
        .filter(t -> wanted.matcher(t).find())
        .isPresent();
  }

  private static Optional<SourceFile> manifest(CheckContext context) {
    return context.files().stream().filter(f -> MANIFESTS.contains(f.path())).findFirst();
  }

  private static Draft draft(SourceFile manifest, String description) {
    return new Draft(
        manifest,
        0,
        manifest.text().endOfLine(1),
        Severity.INFO,
        Evidence.PROVEN,
        description,
        null,
        List.of(),
        List.of());
  }
}
