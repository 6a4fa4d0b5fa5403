package io.mcpscore.engine.part;

import io.mcpscore.engine.PathOrder;
import io.mcpscore.engine.source.SourceFile;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Files that are judged together, and apart from all others. */
public final class Part {

  private final List<SourceFile> own;
  private final List<SourceFile> shared;
  private final Map<String, List<String>> skipped;

  Part(List<SourceFile> own, List<SourceFile> shared, Map<String, List<String>> skipped) {
    this.own = List.copyOf(own);
    this.shared = List.copyOf(shared);
    this.skipped = Map.copyOf(skipped);
  }

  /** The files of the part, ordered by path. */
  public List<SourceFile> own() {
    return own;
  }

  /**
   * Settings of the directories above, which names in the part may hang on; they are own files of
   * another part.
   */
  public List<SourceFile> shared() {
    return shared;
  }

  /** Paths of the part that were not read, by reason. */
  public Map<String, List<String>> skipped() {
    return skipped;
  }

  /** Every file that may be looked at, ordered by path as UTF-8 bytes compare. */
  public List<SourceFile> files() {
    return Stream.concat(own.stream(), shared.stream())
        .sorted(Comparator.comparing(SourceFile::path, PathOrder.UTF_8))
        .toList();
  }

  /** The paths that findings of this part may be about. */
  public Set<String> paths() {
    Set<String> paths = new HashSet<>();
    own.forEach(f -> paths.add(f.path()));
    skipped.values().forEach(paths::addAll);
    return paths;
  }
}
