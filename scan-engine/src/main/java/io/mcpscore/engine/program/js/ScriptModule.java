package io.mcpscore.engine.program.js;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.syntax.NodeMemo;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TypeScript, TSX or JavaScript file with its names bound. The declaration of a {@link
 * Binding.Variable} is the node of the declared name.
 */
public final class ScriptModule implements SourceModule {

  private final SourceFile file;
  private final SyntaxTree tree;
  private final Scopes scopes;
  private final NodeMemo<Optional<Binding>> bindings;
  private final Exports exports;
  private final List<String> specifiers;
  private final Map<Integer, Map<String, Integer>> members = new ConcurrentHashMap<>();
  private final Map<String, List<Integer>> assignmentsToThis = new HashMap<>();

  ScriptModule(SourceFile file, SyntaxTree tree) {
    this.file = file;
    this.tree = tree;
    this.scopes = ScopeBuilder.build(tree);
    this.bindings = new NodeMemo<>(tree.size());
    this.exports = Exports.read(tree, scopes);
    TreeSet<String> found = new TreeSet<>();
    index(found);
    this.specifiers = List.copyOf(found);
  }

  @Override
  public SourceFile file() {
    return file;
  }

  @Override
  public SyntaxTree tree() {
    return tree;
  }

  @Override
  public Optional<Binding> binding(int identifier) {
    return identifier < 0
        ? Optional.empty()
        : bindings.get(identifier, n -> scopes.lookup(n, tree.text(n)));
  }

  /** What a name would mean where a node stands. */
  public Optional<Binding> binding(int node, String name) {
    return scopes.lookup(node, name);
  }

  @Override
  public Optional<Binding> export(String name) {
    return Optional.ofNullable(exports.names().get(name));
  }

  @Override
  public boolean isFunction(int node) {
    return ScriptSyntax.isFunction(tree, node);
  }

  /** The modules that the file imports, requires or exports from, as written, sorted. */
  public List<String> specifiers() {
    return specifiers;
  }

  /** The names that the file itself exports, sorted; those of {@code export *} not among them. */
  public List<String> exportNames() {
    return exports.names().keySet().stream().sorted().toList();
  }

  List<String> starExports() {
    return exports.stars();
  }

  /** The members that a class declares, by name as {@link ClassMembers#index} writes them. */
  Map<String, Integer> members(int type) {
    return members.computeIfAbsent(type, t -> ClassMembers.index(tree, t));
  }

  /** The assignments to {@code this.name}, in order. */
  List<Integer> assignmentsToThis(String name) {
    return assignmentsToThis.getOrDefault(name, List.of());
  }

  private void index(Set<String> found) {
    for (int n = 0; n < tree.size(); n++) {
      switch (tree.kind(n)) {
        case "import_statement", "export_statement", "import_require_clause" -> {
          int source = tree.child(n, "source");
          if (source != SyntaxTree.NONE) {
            found.add(StringLiterals.decode(tree, source));
          }
        }
        case "call_expression" -> {
          String loaded = ScriptSyntax.loadedModule(tree, n);
          if (loaded != null) {
            found.add(loaded);
          }
        }
        case "assignment_expression" -> {
          int left = tree.child(n, "left");
          if (tree.is(left, "member_expression") && tree.is(tree.child(left, "object"), "this")) {
            assignmentsToThis
                .computeIfAbsent(tree.text(tree.child(left, "property")), k -> new ArrayList<>())
                .add(n);
          }
        }
        default -> {
          // Of no interest outside its own scope.
        }
      }
    }
  }
}
