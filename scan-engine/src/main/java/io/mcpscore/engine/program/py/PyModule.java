package io.mcpscore.engine.program.py;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

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

/** A Python file with its names bound. */
public final class PyModule implements SourceModule {

  private final SourceFile file;
  private final SyntaxTree tree;
  private final PyScopes scopes;
  private final NodeMemo<Optional<Binding>> bindings;
  private final List<String> stars = new ArrayList<>();
  private final Map<Integer, Map<String, List<Integer>>> selfValues = new HashMap<>();

  PyModule(SourceFile file, SyntaxTree tree) {
    this.file = file;
    this.tree = tree;
    this.scopes = new PyScopes(tree);
    this.bindings = new NodeMemo<>(tree.size());
    new PyBinder(tree, scopes, stars).bindAll();
    collectSelfValues();
  }

  private void collectSelfValues() {
    for (int node : tree.ofKinds("assignment").toArray()) {
      int target = tree.child(node, "left");
      int object = tree.is(target, "attribute") ? tree.child(target, "object") : NONE;
      int value = tree.child(node, "right");
      if (!tree.is(object, "identifier") || value == NONE) {
        continue;
      }
      int function = scopes.scopeOf(node);
      int owner = isFunction(function) ? PySyntax.classOf(tree, function) : NONE;
      if (owner != NONE && isSelf(function, tree.text(object))) {
        selfValues
            .computeIfAbsent(owner, c -> new HashMap<>())
            .computeIfAbsent(tree.text(tree.child(target, "attribute")), a -> new ArrayList<>())
            .add(value);
      }
    }
  }

  private boolean isSelf(int function, String name) {
    List<PyParameter> parameters = PySyntax.parameters(tree, function);
    return !parameters.isEmpty() && parameters.getFirst().name().equals(name);
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
    if (!tree.is(identifier, "identifier")) {
      return Optional.empty();
    }
    return bindings.get(identifier, this::bound);
  }

  private Optional<Binding> bound(int identifier) {
    int parent = tree.parent(identifier);
    String field = tree.field(identifier);
    boolean memberName = tree.is(parent, "attribute") && field.equals("attribute");
    boolean argumentName = tree.is(parent, "keyword_argument") && field.equals("name");
    return memberName || argumentName
        ? Optional.empty()
        : scopes.lookup(identifier, tree.text(identifier));
  }

  @Override
  public Optional<Binding> export(String name) {
    return scopes.inScope(0, name);
  }

  @Override
  public boolean isFunction(int node) {
    return PySyntax.isFunction(tree, node);
  }

  /** Modules whose names are imported with {@code *}, as written. */
  List<String> stars() {
    return stars;
  }

  /** What a name means at a node, for names that stand in a text. */
  Optional<Binding> lookup(int node, String name) {
    return scopes.lookup(node, name);
  }

  /** Whether a variable gets its value at this declaration alone. */
  public boolean isOnlyDeclaration(int declaration) {
    return scopes.isOnly(declaration);
  }

  /** The values of a variable that is given several, none when one of them cannot be said. */
  List<Integer> values(int declaration) {
    return scopes.values(declaration);
  }

  /** What the body of a class binds a name to. */
  Optional<Binding> classMember(int classNode, String name) {
    return scopes.inScope(classNode, name);
  }

  /** Values that methods of a class give to {@code self.name}, in the order of the text. */
  List<Integer> selfValues(int classNode, String name) {
    return selfValues.getOrDefault(classNode, Map.of()).getOrDefault(name, List.of());
  }

  /** Names that the module binds, sorted. */
  List<String> names() {
    return scopes.namesOf(0);
  }
}
