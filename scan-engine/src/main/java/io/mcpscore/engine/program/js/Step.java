package io.mcpscore.engine.program.js;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.Target;
import java.util.Optional;

/** Where the walk of a {@link NameFollower} goes on. */
sealed interface Step {

  /** Nothing is known. */
  Step UNKNOWN = new Stop(Optional.empty());

  /** At a node. */
  record Go(ScriptModule module, int node) implements Step {}

  /** At a binding of a module. */
  record Enter(ScriptModule module, Binding binding) implements Step {}

  /** Nowhere: this is the answer. */
  record Stop(Optional<Target> target) implements Step {}

  /** The answer is a node of the repository. */
  static Step found(ScriptModule module, int node) {
    return new Stop(Optional.of(new Target.Defined(module, node)));
  }

  /** The answer is something from outside. */
  static Step external(String name) {
    return new Stop(Optional.of(new Target.External(name)));
  }
}
