package io.mcpscore.engine.check;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.flow.SinkRule.Guard;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Tests of what a table holds under a value: {@code const s = sessions.get(id); if (!s) return}.
 * Where something is found, the value is one of the table's keys; that says something as long as
 * the program itself makes those.
 */
final class TableLookups {

  /** Ways to make a key that nobody chooses. */
  private static final Pattern MADE =
      Pattern.compile(
          "(?s).{0,80}?(?:\\b(?:randomUUID|uuid\\w{0,4}|nanoid|ulid|cuid|randomBytes|getRandomValues"
              + "|token_(?:hex|urlsafe)|randint|Date\\.now|time)\\b"
              + "|(?i:(?:generate|create|make|new|next)_?\\w{0,20}id))\\s*\\(.{0,200}");

  private static final int LONGEST = 300;

  private TableLookups() {}

  /** What a condition says about the value that was looked up, or empty. */
  static Optional<Guard> of(SourceModule module, int condition) {
    SyntaxTree tree = module.tree();
    boolean compared = tree.is(condition, "binary_expression");
    boolean python = tree.is(condition, "comparison_operator");
    if (!compared && !python) {
      return lookedUp(module, condition, true);
    }
    int found = tree.unbracketed(tree.namedChild(condition, 0));
    String rest =
        tree.source()
            .slice(tree.end(tree.namedChild(condition, 0)), tree.end(condition))
            .replaceAll("[()]", " ")
            .strip();
    boolean nothing = rest.matches("(?:===?\\s*(?:undefined|null)|is\\s+None|==\\s*None)");
    boolean something = rest.matches("(?:!==?\\s*(?:undefined|null)|is\\s+not\\s+None|!=\\s*None)");
    return nothing || something ? lookedUp(module, found, something) : Optional.empty();
  }

  private static Optional<Guard> lookedUp(SourceModule module, int found, boolean outcome) {
    SyntaxTree tree = module.tree();
    int lookup = tree.is(found, "identifier") ? Expressions.valueOf(module, found) : NONE;
    int key = tree.unbracketed(key(tree, lookup));
    int table = key == NONE ? NONE : table(tree, lookup);
    return table != NONE && tree.is(key, "identifier") && hasOwnKeys(module, table)
        ? Optional.of(new Guard(key, outcome))
        : Optional.empty();
  }

  /** The key of {@code table[key]} and {@code table.get(key)}. */
  private static int key(SyntaxTree tree, int lookup) {
    return switch (lookup == NONE ? "" : tree.kind(lookup)) {
      case "subscript_expression" -> tree.child(lookup, "index");
      case "call_expression", "call" -> {
        boolean get = tree.isNamed(lookup) && Expressions.calledName(tree, lookup).equals("get");
        int arguments = tree.child(lookup, "arguments");
        yield get && tree.namedChild(arguments, 1) == NONE ? tree.namedChild(arguments, 0) : NONE;
      }
      default -> NONE;
    };
  }

  /** The name of the table, {@code sessions} or {@code this.sessions}. */
  private static int table(SyntaxTree tree, int lookup) {
    int owner = tree.unbracketed(owner(tree, lookup));
    boolean name =
        tree.is(owner, "identifier")
            || (owner != NONE && tree.text(tree.child(owner, "object")).matches("this|self|cls"));
    return name ? owner : NONE;
  }

  /**
   * Whether it is a table, of which everything that is put into it here has a key of the program's
   * own. A client has a method of the same name, but nothing is put into it.
   */
  private static boolean hasOwnKeys(SourceModule module, int table) {
    SyntaxTree tree = module.tree();
    String name = tree.text(table);
    List<Integer> keys =
        IntStream.concat(
                tree.ofKinds("subscript_expression", "subscript").filter(n -> isWritten(tree, n)),
                tree.ofKinds("call_expression", "call").filter(n -> isSetting(tree, n)))
            .filter(n -> tree.text(tree.unbracketed(owner(tree, n))).equals(name))
            .map(n -> writtenKey(tree, n))
            .boxed()
            .toList();
    return keys.isEmpty()
        ? isTable(tree, Expressions.valueOf(module, table))
        : keys.stream().allMatch(k -> isOwn(module, k));
  }

  private static boolean isTable(SyntaxTree tree, int made) {
    return switch (tree.kind(made)) {
      case "object", "dictionary" -> true;
      case "new_expression" -> tree.text(tree.child(made, "constructor")).equals("Map");
      default -> false;
    };
  }

  private static boolean isWritten(SyntaxTree tree, int item) {
    int parent = tree.parent(item);
    return (tree.is(parent, "assignment_expression") || tree.is(parent, "assignment"))
        && tree.child(parent, "left") == item;
  }

  private static boolean isSetting(SyntaxTree tree, int call) {
    return tree.isNamed(call) && Expressions.calledName(tree, call).equals("set");
  }

  private static int owner(SyntaxTree tree, int write) {
    return switch (tree.kind(write)) {
      case "subscript_expression" -> tree.child(write, "object");
      case "subscript" -> tree.child(write, "value");
      default -> Expressions.owner(tree, write);
    };
  }

  private static int writtenKey(SyntaxTree tree, int write) {
    return switch (tree.kind(write)) {
      case "subscript_expression" -> tree.child(write, "index");
      case "subscript" -> tree.child(write, "subscript");
      default -> tree.namedChild(tree.child(write, "arguments"), 0);
    };
  }

  /** A literal, something that is made on the spot, or what no function was given. */
  private static boolean isOwn(SourceModule module, int key) {
    SyntaxTree tree = module.tree();
    int value = key == NONE ? NONE : Expressions.valueOf(module, key);
    if (value == NONE || tree.end(value) - tree.start(value) > LONGEST) {
      return false;
    }
    return MADE.matcher(tree.text(value)).matches()
        || tree.subtree(value)
            .filter(n -> tree.is(n, "identifier"))
            .noneMatch(n -> module.binding(n).orElse(null) instanceof Binding.Parameter);
  }
}
