package io.mcpscore.engine.cache;

import io.mcpscore.engine.part.Part;
import io.mcpscore.engine.source.SourceFile;
import java.util.List;
import java.util.TreeMap;

/**
 * The key of a part's result: everything that decides it. The engine gives the reading of a part
 * nothing but what is named here, so equal keys have equal results. Contents count by their own
 * bytes and not by what a git host calls them: whoever asks for a result holds all that it is
 * about.
 */
public final class PartKey {

  private PartKey() {}

  /**
   * The key.
   *
   * @param basis engine, rules and settings
   */
  public static String of(String basis, Part part) {
    Digest digest = Digest.sha256().add(basis);
    add(digest, "own", part.own());
    add(digest, "shared", part.shared());
    new TreeMap<>(part.skipped())
        .forEach(
            (reason, paths) -> {
              digest.add("skipped").add(reason);
              paths.forEach(digest::add);
            });
    return digest.hex();
  }

  private static void add(Digest digest, String kind, List<SourceFile> files) {
    digest.add(kind);
    for (SourceFile file : files) {
      digest
          .add(file.path())
          .add(file.role().name())
          .add(file.language() == null ? "" : file.language().name())
          .add(file.text().bytes());
    }
  }
}
