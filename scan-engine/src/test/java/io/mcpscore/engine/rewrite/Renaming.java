package io.mcpscore.engine.rewrite;

import io.mcpscore.engine.program.Binding;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gives variables, parameters and functions other names, each wherever it stands.
 *
 * @param telling whether the old name stays a part of the new one: some checks take a name for a
 *     hint of what a value is
 */
record Renaming(boolean telling) implements Rewriting {

  @Override
  public List<Map<String, String>> of(Source source, Random random) {
    Map<Binding, List<Integer>> places =
        source
            .nodes()
            .filter(n -> source.binding(n) != null)
            .boxed()
            .collect(
                Collectors.groupingBy(source::binding, LinkedHashMap::new, Collectors.toList()));
    Set<String> fixed = fixed(source);
    Map<String, Integer> uses = new HashMap<>();
    places.forEach(
        (binding, nodes) -> uses.merge(source.tree.text(nodes.getFirst()), 1, Integer::sum));
    Edits edits = new Edits(source.tree);
    int count = 0;
    for (Map.Entry<Binding, List<Integer>> entry : places.entrySet()) {
      List<Integer> nodes = entry.getValue();
      String name = source.tree.text(nodes.getFirst());
      boolean one = nodes.stream().allMatch(n -> source.tree.text(n).equals(name));
      if (one && !fixed.contains(name) && isOwn(source, entry.getKey())) {
        String fresh = telling ? longer(name) : "v" + (100 + count++);
        nodes.forEach(n -> edits.replace(n, spelled(source, n, name, fresh)));
      }
    }
    return edits.isEmpty() ? List.of() : List.of(source.with(edits.apply()));
  }

  /** A longer name in the style of the old one. */
  private static String longer(String name) {
    if (name.equals(name.toUpperCase(Locale.ROOT)) && name.length() > 1) {
      return "OUR_" + name;
    }
    return name.contains("_")
        ? "our_" + name
        : "our" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static String spelled(Source source, int node, String name, String fresh) {
    return source.tree.is(node, "identifier") ? fresh : name + ": " + fresh;
  }

  /** Whether nothing outside of the file can know the name. */
  private static boolean isOwn(Source source, Binding binding) {
    int declared = Source.declaration(binding);
    boolean named = !(binding instanceof Binding.Class || binding instanceof Binding.Import);
    if (!named || declared < 0) {
      return false;
    }
    boolean python = !source.isScript();
    boolean parameter = binding instanceof Binding.Parameter;
    int around = source.tree.parent(declared);
    if (python && source.tree.is(around, "decorated_definition")) {
      return false;
    }
    // Members of classes and handlers that are called by keyword belong to their users.
    boolean member =
        source.tree.is(source.tree.parent(around), "class_definition")
            || source.tree.enclosing(declared, "class_definition") > source.function(declared);
    return (parameter || !member) && !(python && parameter && member);
  }

  /** Names that are also said where scopes decide nothing, or that others import. */
  private static Set<String> fixed(Source source) {
    Set<String> out = new HashSet<>(Set.of("self", "cls", "_"));
    fields(source).forEach(out::add);
    source
        .nodes()
        .filter(n -> source.tree.is(n, "identifier") && source.binding(n) == null)
        .filter(n -> source.isName(n) || source.tree.is(source.tree.parent(n), "keyword_argument"))
        .forEach(n -> out.add(source.tree.text(n)));
    source
        .nodes()
        .filter(n -> source.tree.is(n, "export_statement") || source.tree.is(n, "global_statement"))
        .flatMap(source.tree::subtree)
        .filter(
            n ->
                source.tree.is(source.tree.parent(n), "variable_declarator")
                    || source.tree.is(source.tree.parent(n), "function_declaration")
                    || source.tree.is(source.tree.parent(n), "export_specifier")
                    || source.tree.is(source.tree.parent(n), "export_statement")
                    || source.tree.is(source.tree.parent(n), "global_statement"))
        .forEach(n -> out.add(source.tree.text(n)));
    boolean alone =
        source.files.keySet().stream().noneMatch(p -> isCode(p) && !p.equals(source.path()));
    if (!source.isScript() && !alone) {
      source
          .tree
          .namedChildren(0)
          .flatMap(source.tree::subtree)
          .filter(n -> source.binding(n) != null && isOfModule(source, n))
          .forEach(n -> out.add(source.tree.text(n)));
    }
    return out;
  }

  /** Whether a name stands in the code of the module itself, or is that of a function of it. */
  private static boolean isOfModule(Source source, int node) {
    int function = source.function(node);
    return function == 0
        || (source.tree.child(function, "name") == node
            && source.function(source.tree.parent(function)) == 0);
  }

  /** {@code constructor(private readonly name: string)}: the name is that of a field as well. */
  private static Stream<String> fields(Source source) {
    return source
        .nodes()
        .filter(
            n ->
                source.tree.is(n, "accessibility_modifier")
                    || (source.tree.is(n, "readonly")
                        && source.tree.is(source.tree.parent(n), "required_parameter")))
        .mapToObj(n -> source.tree.text(source.tree.child(source.tree.parent(n), "pattern")));
  }

  private static boolean isCode(String path) {
    return path.endsWith(".py") || path.endsWith(".ts");
  }

  @Override
  public String toString() {
    return telling ? "longer names" : "other names";
  }
}
