package io.mcpscore.engine.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Moves a function, or the body of a handler, to another file. */
final class Moving implements Rewriting {

  @Override
  public List<Map<String, String>> of(Source source, Random random) {
    List<Map<String, String>> out = new ArrayList<>();
    for (int node : source.nodes().filter(n -> n > 0 && source.module.isFunction(n)).toArray()) {
      if (!source.free(node).isEmpty() || source.tree.text(node).contains("self")) {
        continue;
      }
      int parent = source.tree.parent(node);
      String kind = source.tree.kind(node);
      if (Set.of("function_declaration", "function_definition").contains(kind) && parent == 0) {
        String name = source.tree.text(source.tree.child(node, "name"));
        Edits edits = new Edits(source.tree).replace(node, "");
        out.add(OtherFile.with(source, edits, name, source.tree.text(node) + "\n"));
      } else if (kind.equals("arrow_function") && source.tree.is(parent, "arguments")) {
        Edits edits = new Edits(source.tree).replace(node, "movedOff");
        out.add(
            OtherFile.with(
                source, edits, "movedOff", "const movedOff = " + source.tree.text(node) + ";\n"));
      } else if (source.tree.is(parent, "decorated_definition")
          && source.tree.parent(parent) == 0) {
        body(source, node).ifPresent(out::add);
      }
    }
    return out;
  }

  /** A decorated function that calls another one with all that it was given. */
  private static java.util.Optional<Map<String, String>> body(Source source, int function) {
    int body = source.tree.child(function, "body");
    List<Integer> statements = new ArrayList<>(source.tree.namedChildren(body).boxed().toList());
    boolean text = source.tree.is(source.tree.namedChild(statements.getFirst(), 0), "string");
    List<String> names = new ArrayList<>();
    for (int p : source.tree.namedChildren(source.tree.child(function, "parameters")).toArray()) {
      int name =
          source.tree.is(p, "identifier")
              ? p
              : source.tree.child(p, "name") >= 0
                  ? source.tree.child(p, "name")
                  : source.tree.namedChild(p, 0);
      if (!source.tree.is(name, "identifier")) {
        return java.util.Optional.empty();
      }
      names.add(source.tree.text(name));
    }
    if (text && statements.size() == 1) {
      return java.util.Optional.empty();
    }
    int first = statements.get(text ? 1 : 0);
    boolean async = source.tree.text(function).startsWith("async");
    String parameters = source.tree.text(source.tree.child(function, "parameters"));
    String code = source.tree.source().slice(source.tree.start(first), source.tree.end(body));
    String call =
        "return "
            + (async ? "await " : "")
            + "moved_off("
            + names.stream().collect(Collectors.joining(", "))
            + ")";
    Edits edits =
        new Edits(source.tree).replace(source.tree.start(first), source.tree.end(body), call);
    return java.util.Optional.of(
        OtherFile.with(
            source,
            edits,
            "moved_off",
            (async ? "async " : "") + "def moved_off" + parameters + ":\n    " + code + "\n"));
  }

  @Override
  public String toString() {
    return "other file";
  }
}
