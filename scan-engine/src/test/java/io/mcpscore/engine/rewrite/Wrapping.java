package io.mcpscore.engine.rewrite;

import io.mcpscore.engine.program.Binding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Runs the body of an asynchronous function in another one inside it that is awaited. */
final class Wrapping implements Rewriting {

  @Override
  public List<Map<String, String>> of(Source source, Random random) {
    List<Map<String, String>> out = new ArrayList<>();
    for (int node : source.nodes().filter(n -> n > 0 && source.module.isFunction(n)).toArray()) {
      int body = source.tree.child(node, "body");
      boolean async = source.tree.text(node).startsWith("async");
      if (!async
          || source.tree.subtree(node).anyMatch(n -> source.tree.kind(n).startsWith("yield"))) {
        continue;
      }
      if (source.tree.is(node, "arrow_function") && source.tree.is(body, "statement_block")) {
        Edits edits = new Edits(source.tree);
        edits.insert(source.tree.start(body), "{ return await (async () => ");
        edits.insert(source.tree.end(body), ")(); }");
        out.add(source.with(edits.apply()));
      } else if (source.tree.is(node, "function_definition") && !reassigns(source, node)) {
        out.add(source.with(python(source, body).apply()));
      }
    }
    return out;
  }

  private static Edits python(Source source, int body) {
    Edits edits = new Edits(source.tree);
    int first = source.tree.namedChild(body, 0);
    boolean text = source.tree.is(source.tree.namedChild(first, 0), "string");
    int start =
        text && source.tree.namedChild(body, 1) >= 0 ? source.tree.namedChild(body, 1) : first;
    String indent = source.indent(start);
    edits.insert(source.tree.start(start), "async def inner():\n" + indent + "    ");
    for (int line = source.tree.line(start) + 1; line <= source.tree.endLine(body); line++) {
      edits.insert(source.tree.source().startOfLine(line), "    ");
    }
    edits.insert(source.tree.end(body), "\n" + indent + "return await inner()");
    return edits;
  }

  /** Whether a parameter is assigned to, which an inner function cannot do. */
  private static boolean reassigns(Source source, int function) {
    return source
        .tree
        .subtree(source.tree.child(function, "body"))
        .filter(n -> source.tree.field(n).equals("left") && source.tree.is(n, "identifier"))
        .anyMatch(n -> source.binding(n) instanceof Binding.Parameter);
  }

  @Override
  public String toString() {
    return "asynchronous wrapper";
  }
}
