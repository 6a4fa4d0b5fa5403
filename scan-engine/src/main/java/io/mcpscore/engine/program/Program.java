package io.mcpscore.engine.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** All parsed modules of a repository, with names that can be followed from one to the next. */
public interface Program {

  /** Every module, ordered by path. */
  List<SourceModule> modules();

  /** The module of a path in the repository. */
  Optional<SourceModule> module(String path);

  /**
   * Follows an expression to what it stands for: identifiers, member accesses, imports, re-exports,
   * aliases, {@code this.method} and {@code self.method}, {@code promisify(f)}, {@code f.bind(x)},
   * {@code functools.partial(f)}.
   *
   * @param module module of the expression
   * @param expression its node
   * @return empty when it cannot be said
   */
  Optional<Target> resolve(SourceModule module, int expression);

  /**
   * The expression that a name was given once, in its own module or in the one it is imported from.
   * Unlike {@link #resolve} it does not say what that expression stands for.
   *
   * @param name an identifier, or a member of the object at hand
   */
  Optional<Target.Defined> given(SourceModule module, int name);

  /**
   * Folds an expression to its constant value: literals, concatenations and templates of constants,
   * constant names (also imported ones), arrays and objects; texts are decoded.
   *
   * @return a missing node when it is not constant; an array or object holds missing nodes for the
   *     items that are not
   */
  JsonNode constant(SourceModule module, int expression);
}
