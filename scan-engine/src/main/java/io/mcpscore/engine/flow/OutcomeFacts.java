package io.mcpscore.engine.flow;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** What holds at every {@code return} of a test that can give one outcome. */
final class OutcomeFacts {

  private static final int DEEPEST = 10;

  private final boolean outcome;
  private Set<Place> held;

  OutcomeFacts(boolean outcome) {
    this.outcome = outcome;
  }

  /** Takes note of a {@code return}, where the frame stands before it. */
  void returned(Frame frame, int expression) {
    JsonNode constant = frame.run.constant(frame.module, expression);
    boolean nothing = expression == NONE || constant.isNull();
    boolean other = nothing ? outcome : constant.isBoolean() && constant.booleanValue() != outcome;
    if (other) {
      return;
    }
    Environment there = frame.environment.copy();
    Set<Place> facts = new HashSet<>();
    if (expression != NONE) {
      facts.addAll(frame.conditions.facts(expression, outcome, DEEPEST));
      facts.forEach(there::guard);
    }
    Set<Place> now = there.guarded();
    now.addAll(facts);
    if (held == null) {
      held = now;
    } else {
      held.retainAll(now);
    }
  }

  /** What holds at all of them; nothing when there is none. */
  Set<Place> held() {
    return held == null ? Set.of() : held;
  }
}
