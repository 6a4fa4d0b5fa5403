package io.mcpscore.engine.mcp.py;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Binding;

/**
 * The name that a request asks for, in the function that gets it.
 *
 * @param function the function
 * @param parameter position of the parameter that is the name, or that holds it
 */
record PyRequestedName(PyNode function, int parameter) {

  private static final int DEEPEST = 4;
  private static final int MOST_NAMES = 8;

  /** Whether an expression in the function is the name. */
  boolean is(PyNode start) {
    return is(start, DEEPEST);
  }

  private boolean is(PyNode start, int depth) {
    PyNode node = start.unwrapped();
    for (int i = 0; i < depth && node.isPresent(); i++) {
      if (node.is("identifier")) {
        Binding binding = node.module().binding(node.node()).orElse(null);
        if (binding instanceof Binding.Parameter p) {
          return p.function() == function.node() && p.index() == parameter;
        }
        node = binding instanceof Binding.Variable v ? node.at(v.value()) : node.at(NONE);
      } else if (node.is("attribute") && node.child("attribute").text().equals("name")) {
        // x = x.name leads back to itself.
        return node.subtree()
            .filter(n -> n.is("identifier"))
            .limit(MOST_NAMES)
            .anyMatch(n -> is(n, depth - 1));
      } else if (node.is("attribute") && node.child("attribute").text().equals("value")) {
        node = node.child("object").unwrapped();
      } else if (node.is("call")) {
        boolean method = node.callee().is("attribute");
        node =
            method && node.arguments().positional().isEmpty()
                ? node.callee().child("object").unwrapped()
                : node.at(node.arguments().at(0)).unwrapped();
      } else {
        return false;
      }
    }
    return false;
  }
}
