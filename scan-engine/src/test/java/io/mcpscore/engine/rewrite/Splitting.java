package io.mcpscore.engine.rewrite;

import io.mcpscore.engine.program.Binding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Makes a helper of a call of something external: the helper receives the values and calls.
 *
 * @param elsewhere whether the helper is in a file of its own
 */
record Splitting(boolean elsewhere) implements Rewriting {

  private static final Set<String> CALLS = Set.of("call_expression", "call");
  private static final Set<String> UNFIT =
      Set.of("spread_element", "list_splat", "dictionary_splat", "generator_expression");

  @Override
  public List<Map<String, String>> of(Source source, Random random) {
    List<Map<String, String>> out = new ArrayList<>();
    source
        .nodes()
        .filter(n -> CALLS.contains(source.tree.kind(n)) && source.tree.isNamed(n))
        .filter(n -> isFit(source, n))
        .forEach(n -> out.add(split(source, n)));
    return out;
  }

  private boolean isFit(Source source, int call) {
    int callee = source.tree.child(call, "function");
    int arguments = source.tree.child(call, "arguments");
    return source.function(call) > 0
        && Set.of("arguments", "argument_list").contains(source.tree.kind(arguments))
        && source.tree.namedChildren(arguments).noneMatch(a -> UNFIT.contains(source.tree.kind(a)))
        && source.tree.namedChildren(arguments).anyMatch(a -> !free(source, a).isEmpty())
        && source.isExternal(callee)
        && free(source, callee).isEmpty()
        && !source.isTied(call)
        && (!elsewhere || ofOthers(source, call).isEmpty());
  }

  /** Free names that are local to a function. */
  private static List<Integer> free(Source source, int node) {
    return source.free(node).stream().filter(n -> isLocal(source, source.binding(n))).toList();
  }

  private static boolean isLocal(Source source, Binding binding) {
    return binding instanceof Binding.Parameter || source.function(Source.declaration(binding)) > 0;
  }

  /** Names of the module itself that a helper in another file would not have. */
  private static List<Integer> ofOthers(Source source, int call) {
    return source.free(call).stream().filter(n -> !isLocal(source, source.binding(n))).toList();
  }

  private Map<String, String> split(Source source, int call) {
    int arguments = source.tree.child(call, "arguments");
    List<String> parameters = new ArrayList<>();
    List<String> given = new ArrayList<>();
    List<String> passed = new ArrayList<>();
    for (int argument : source.tree.namedChildren(arguments).toArray()) {
      boolean keyword = source.tree.is(argument, "keyword_argument");
      int value = keyword ? source.tree.child(argument, "value") : argument;
      String prefix = keyword ? source.tree.text(source.tree.child(argument, "name")) + "=" : "";
      if (free(source, value).isEmpty()) {
        passed.add(prefix + source.tree.text(value));
      } else {
        String name = "value" + parameters.size();
        parameters.add(source.isScript() && !source.path().endsWith("js") ? name + ": any" : name);
        given.add(source.tree.text(value));
        passed.add(prefix + name);
      }
    }
    String callee = source.tree.text(source.tree.child(call, "function"));
    String body = "return " + callee + "(" + String.join(", ", passed) + ")";
    String head = "splitOff(" + String.join(", ", parameters) + ")";
    String helper =
        source.isScript()
            ? "function " + head + " {\n  " + body + ";\n}\n"
            : "def " + head + ":\n    " + body + "\n";
    Edits edits =
        new Edits(source.tree).replace(call, "splitOff(" + String.join(", ", given) + ")");
    int top = source.tree.start(source.topLevel(call));
    if (!elsewhere) {
      edits.insert(top, helper + "\n");
      return source.with(edits.apply());
    }
    return OtherFile.with(source, edits, "splitOff", helper);
  }

  @Override
  public String toString() {
    return elsewhere ? "helper in another file" : "helper";
  }
}
