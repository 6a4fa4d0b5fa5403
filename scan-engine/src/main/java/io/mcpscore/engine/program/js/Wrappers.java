package io.mcpscore.engine.program.js;

import java.util.Set;

/** Functions that answer what they were given, or something called the same way. */
final class Wrappers {

  private static final Set<String> HAND_THROUGH =
      Set.of(
          "util.promisify",
          "util.callbackify",
          "Object.freeze",
          "Object.seal",
          "structuredClone",
          "Promise.resolve");

  private Wrappers() {}

  static boolean handsThrough(String qualifiedName) {
    return HAND_THROUGH.contains(qualifiedName);
  }
}
