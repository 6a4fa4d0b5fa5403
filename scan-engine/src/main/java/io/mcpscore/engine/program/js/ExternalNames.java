package io.mcpscore.engine.program.js;

import java.util.Collection;
import java.util.Set;

/** Qualified names of what comes from outside the repository. */
final class ExternalNames {

  private static final Set<String> SPLIT =
      Set.of(
          "fs/promises",
          "timers/promises",
          "dns/promises",
          "stream/promises",
          "readline/promises",
          "path/posix",
          "path/win32",
          "util/types");
  private static final Set<String> GLOBAL_OBJECTS =
      Set.of("globalThis", "window", "global", "self");

  private ExternalNames() {}

  /** Name of a module: without {@code node:}, sub-modules of Node as members. */
  static String module(String specifier) {
    String name = specifier.startsWith("node:") ? specifier.substring(5) : specifier;
    return SPLIT.contains(name) ? name.replace('/', '.') : name;
  }

  /** A name with members appended; {@code default} right after a module means the module. */
  static String member(String name, Collection<String> path) {
    StringBuilder out = new StringBuilder(name);
    boolean first = true;
    for (String member : path) {
      if (!(first && member.equals("default"))) {
        out.append('.').append(member);
      }
      first = false;
    }
    return out.toString();
  }

  /** A global with members; {@code globalThis.fetch} is {@code fetch}. */
  static String global(String name, Collection<String> path) {
    if (GLOBAL_OBJECTS.contains(name) && !path.isEmpty()) {
      return String.join(".", path);
    }
    return path.isEmpty() ? name : name + "." + String.join(".", path);
  }
}
