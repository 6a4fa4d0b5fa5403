package io.mcpscore.engine.program;

import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;

/**
 * One parsed file with its names bound. Implementations exist per language family.
 *
 * <p>A <em>function node</em> is a node with parameters and a body: {@code function_declaration},
 * {@code function_expression}, {@code arrow_function}, {@code method_definition} (and generator
 * forms) in scripts; {@code function_definition}, {@code lambda} in Python.
 */
public interface SourceModule {

  /** The file. */
  SourceFile file();

  /** Its tree. */
  SyntaxTree tree();

  /**
   * What an identifier means where it stands, by lexical scope; empty for globals and built-ins.
   *
   * @param identifier a node of kind {@code identifier} (or a shorthand property identifier)
   */
  Optional<Binding> binding(int identifier);

  /** What the module offers under a name ({@code default} for a default export). */
  Optional<Binding> export(String name);

  /** Whether a node has parameters and a body of its own. */
  boolean isFunction(int node);
}
