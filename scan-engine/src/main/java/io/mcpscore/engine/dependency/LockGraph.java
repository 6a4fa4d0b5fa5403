package io.mcpscore.engine.dependency;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who pulls whom in, for lock files that do not say what is for development alone: whatever no
 * production dependency leads to.
 */
final class LockGraph {

  private final List<Dependency> packages = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();
  private final Map<String, List<String>> needs = new HashMap<>();
  private final Set<String> production = new HashSet<>();
  private boolean rooted;

  /** Adds a package under the key by which others name it. */
  void add(String key, Dependency dependency) {
    keys.add(key);
    packages.add(dependency);
  }

  /** One package needs another. */
  void needs(String from, String to) {
    needs.computeIfAbsent(from, k -> new ArrayList<>()).add(to);
  }

  /** The project itself needs a package to run, or knows that it needs none. */
  void production(String key) {
    rooted = true;
    production.add(key);
  }

  /** The project needs a package for development alone. */
  void development() {
    rooted = true;
  }

  /** The packages in their order. */
  List<Dependency> dependencies() {
    if (!rooted) {
      return packages;
    }
    Set<String> reached = new HashSet<>(production);
    ArrayDeque<String> open = new ArrayDeque<>(production);
    while (!open.isEmpty()) {
      for (String next : needs.getOrDefault(open.poll(), List.of())) {
        if (reached.add(next)) {
          open.add(next);
        }
      }
    }
    List<Dependency> out = new ArrayList<>();
    for (int i = 0; i < packages.size(); i++) {
      Dependency d = packages.get(i);
      out.add(reached.contains(keys.get(i)) ? d : d.forDevelopment());
    }
    return out;
  }
}
