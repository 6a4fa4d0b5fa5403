package io.mcpscore.engine.check.filesystem;

import io.mcpscore.engine.check.AllowListGuards;
import io.mcpscore.engine.check.ValueTests;
import io.mcpscore.engine.flow.SinkRule.Guard;
import io.mcpscore.engine.program.SourceModule;
import java.util.Optional;

/**
 * Tests that keep a path inside a directory: containment, a relative path that does not climb, an
 * allow-list. Containment that does not hold what it promises counts as well, since the faulty test
 * is a finding of its own, where it is to be repaired.
 */
final class PathGuards {

  private PathGuards() {}

  /** What a condition says about a path, or empty. */
  static Optional<Guard> of(SourceModule module, int condition) {
    Optional<Guard> listed = AllowListGuards.of(module, condition);
    return listed
        .or(() -> new Climbing(module).of(condition))
        .or(() -> containment(module, condition))
        .or(() -> ValueTests.ofMembership(module, condition));
  }

  private static Optional<Guard> containment(SourceModule module, int condition) {
    return Containment.of(module, condition).map(c -> new Guard(c.value(), c.inside()));
  }
}
