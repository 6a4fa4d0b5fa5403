package io.mcpscore.engine.check.supplychain;

import io.mcpscore.engine.format.JsonMembers;
import io.mcpscore.engine.format.Member;
import io.mcpscore.engine.format.YamlMembers;
import io.mcpscore.engine.source.SourceFile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a lock file says that a manifest asked for when it was made.
 *
 * @param lock the lock file
 * @param byName requirement by package, as it was written then
 */
record LockedRequirements(SourceFile lock, Map<String, String> byName) {

  /**
   * Reads a lock file that sits beside a manifest or above it.
   *
   * @param workspace the manifest's directory as seen from the lock file, {@code .} for the same
   * @return empty for lock files that do not say, or do not know the manifest
   */
  static Optional<LockedRequirements> of(SourceFile lock, String workspace) {
    String name = lock.path().substring(lock.directory().length());
    Map<String, String> found = new HashMap<>();
    boolean known = false;
    if (name.equals("pnpm-lock.yaml")) {
      for (Member m : YamlMembers.read(lock.text())) {
        known |= m.isAt("importers", workspace);
        if (m.isAt("importers", workspace, "*", "*", "specifier") && m.value() != null) {
          found.put(m.path().get(3), m.value());
        }
      }
    } else if (name.equals("package-lock.json") || name.equals("npm-shrinkwrap.json")) {
      String key = workspace.equals(".") ? "" : workspace;
      for (Member m : JsonMembers.read(lock.text().bytes())) {
        known |= m.isAt("packages", key);
        if (m.isAt("packages", key, "*", "*") && m.value() != null && isSection(m.path().get(2))) {
          found.put(m.name(), m.value());
        }
      }
    }
    return known && !found.isEmpty()
        ? Optional.of(new LockedRequirements(lock, found))
        : Optional.empty();
  }

  private static boolean isSection(String name) {
    return name.equals("dependencies")
        || name.equals("devDependencies")
        || name.equals("optionalDependencies");
  }
}
