package io.mcpscore.engine.mcp;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.program.js.Parameters;
import io.mcpscore.engine.program.js.ScriptSyntax;
import io.mcpscore.engine.program.py.PySyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The code that runs when a value equals a text, in both languages: {@code if (m === "x")}, {@code
 * case "x":}, and tables with the text as key.
 */
final class NameTests {

  /** Parameters that answer a request and bring nothing in. */
  private static final Set<String> ANSWERING =
      Set.of("res", "resp", "response", "reply", "next", "ctx", "context", "self", "cls");

  private final Program program;
  private final Map<String, List<Handler>> byText = new HashMap<>();
  private final Map<String, List<Handler>> byMember = new HashMap<>();

  /** Reads what some modules test for. */
  NameTests(Program program, List<SourceModule> modules) {
    this.program = program;
    for (SourceModule module : modules) {
      for (int string : module.tree().ofKinds("string").toArray()) {
        String text = program.constant(module, string).asText();
        if (!text.isEmpty() && text.length() < 200) {
          handler(module, string)
              .ifPresent(h -> byText.computeIfAbsent(text, t -> new ArrayList<>()).add(h));
        }
      }
      members(module);
    }
  }

  /** The code for a text, in the order of the files; what is named so alone when nothing tests. */
  List<Handler> of(String text) {
    List<Handler> tested = byText.getOrDefault(text, List.of());
    return tested.isEmpty() ? byMember.getOrDefault(text, List.of()) : tested;
  }

  /** Functions that a script's table has under a name that needs no quotes. */
  private void members(SourceModule module) {
    SyntaxTree tree = module.tree();
    String[] kinds = {"pair", "method_definition", "shorthand_property_identifier"};
    for (int item : tree.ofKinds(kinds).toArray()) {
      boolean quoted = tree.is(tree.child(item, "key"), "string");
      if (module.file().language().isScript() && !quoted && tree.is(tree.parent(item), "object")) {
        String name = ScriptSyntax.memberName(tree, item);
        int value = tree.is(item, "pair") ? tree.child(item, "value") : item;
        function(module, value)
            .ifPresent(h -> byMember.computeIfAbsent(name, n -> new ArrayList<>()).add(h));
      }
    }
  }

  private Optional<Handler> handler(SourceModule module, int string) {
    SyntaxTree tree = module.tree();
    int parent = tree.parent(string);
    return switch (tree.kind(parent)) {
      case "comparison_operator", "binary_expression" ->
          isEquality(tree, parent) ? branch(module, parent) : Optional.empty();
      case "switch_case" ->
          tree.child(parent, "value") == string
              ? region(module, fallsTo(tree, parent))
              : Optional.empty();
      case "case_pattern" -> region(module, tree.child(tree.parent(parent), "consequence"));
      case "pair" ->
          tree.child(parent, "key") == string
              ? function(module, tree.child(parent, "value"))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** A {@code case} without statements of its own runs those of the next one that has some. */
  private static int fallsTo(SyntaxTree tree, int switchCase) {
    int at = switchCase;
    while (tree.namedChildren(at).count() == 1 && tree.is(tree.nextSibling(at), "switch_case")) {
      at = tree.nextSibling(at);
    }
    return at;
  }

  private static boolean isEquality(SyntaxTree tree, int comparison) {
    return tree.children(comparison).anyMatch(c -> tree.is(c, "==") || tree.is(c, "==="));
  }

  private Optional<Handler> branch(SourceModule module, int comparison) {
    SyntaxTree tree = module.tree();
    int at = comparison;
    while (at > 0 && !tree.is(at, "if_statement") && !tree.is(at, "elif_clause")) {
      if (module.isFunction(at)) {
        return Optional.empty();
      }
      at = tree.parent(at);
    }
    boolean condition = at > 0 && tree.within(comparison, tree.child(at, "condition"));
    return condition ? region(module, tree.child(at, "consequence")) : Optional.empty();
  }

  private Optional<Handler> region(SourceModule module, int region) {
    int at = region;
    while (at > 0 && !module.isFunction(at)) {
      at = module.tree().parent(at);
    }
    return region == NONE || at <= 0
        ? Optional.empty()
        : Optional.of(new Handler(module, at, region, chosen(module, at)));
  }

  private Optional<Handler> function(SourceModule module, int value) {
    Target target = program.resolve(module, value).orElse(null);
    return target instanceof Target.Defined d && d.module().isFunction(d.node())
        ? Optional.of(new Handler(d.module(), d.node(), d.node(), chosen(d.module(), d.node())))
        : Optional.empty();
  }

  /** Positions of the parameters that a client fills. */
  private static List<Integer> chosen(SourceModule module, int function) {
    SyntaxTree tree = module.tree();
    boolean script = module.file().language().isScript();
    List<String> names =
        script
            ? Parameters.nodes(tree, function).stream().map(tree::text).toList()
            : PySyntax.parameters(tree, function).stream().map(p -> p.name()).toList();
    return IntStream.range(0, names.size())
        .filter(i -> !ANSWERING.contains(names.get(i).split("[:?\\s]", 2)[0]))
        .boxed()
        .toList();
  }
}
