package io.mcpscore.engine.flow;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import java.util.HashSet;
import java.util.Set;

/** What holds at every {@code return} of a test that can give one outcome. */
final class OutcomeFacts {

  private static final int DEEPEST = 10;

  private final boolean outcome;
  private final String part;
  private final Set<Place> tested = new HashSet<>();
  private Set<Place> held;
  private Set<Place> harmless;

  OutcomeFacts(boolean outcome) {
    this(outcome, "");
  }

  /**
   * Facts of an outcome that is a part of what is returned.
   *
   * @param part see {@link Parts#of}
   */
  OutcomeFacts(boolean outcome, String part) {
    this.outcome = outcome;
    this.part = part;
  }

  /** Takes note of a {@code return}, where the frame stands before it. */
  void returned(Frame frame, int whole) {
    int expression = Parts.of(frame.tree, whole, part);
    boolean told = expression != Parts.UNKNOWN;
    if (told && !Truth.mayBe(frame, expression, outcome)) {
      return;
    }
    Environment there = frame.environment.copy();
    Set<Place> facts = new HashSet<>();
    if (told && expression != NONE) {
      facts.addAll(frame.conditions.facts(expression, outcome, DEEPEST));
      facts.forEach(there::guard);
    }
    Set<Place> now = there.guarded();
    now.addAll(facts);
    tested.addAll(now);
    held = common(held, now);
    now = new HashSet<>(now);
    now.addAll(there.untainted());
    harmless = common(harmless, now);
  }

  private static Set<Place> common(Set<Place> all, Set<Place> now) {
    if (all == null) {
      return new HashSet<>(now);
    }
    all.retainAll(now);
    return all;
  }

  /** What was tested at all of them; nothing when there is none. */
  Set<Place> held() {
    return held == null ? Set.of() : held;
  }

  /** The same, where nothing at all needs no test: {@code if x is None: return True}. */
  Set<Place> heldOrNothing() {
    Set<Place> out = new HashSet<>(harmless == null ? Set.of() : harmless);
    out.retainAll(tested);
    return out;
  }
}
