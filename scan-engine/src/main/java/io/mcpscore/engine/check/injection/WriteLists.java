package io.mcpscore.engine.check.injection;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lists and patterns of words that change data, and where in a statement they are looked for. A
 * list that is held against the beginning alone says nothing of {@code WITH x AS (DELETE …)}.
 *
 * @param names follows names of lists
 */
record WriteLists(Names names) {

  /** Follows names to what they were given. */
  interface Names {
    /** The expression behind a name, also behind a parameter of a function that tests. */
    Optional<Target.Defined> given(SourceModule module, int name);

    /** Whether what is called is a function of the repository. */
    boolean isOwn(SourceModule module, int callee);
  }

  /** Where in a statement the words are looked for. */
  enum Place {
    NOWHERE,
    BEGINNING,
    ANYWHERE
  }

  private static final Pattern WRITING =
      Pattern.compile("(?is).*\\b(?:drop|delete|insert|update|alter|truncate)\\b.*");
  private static final Pattern BEGINNING =
      Pattern.compile(
          "(?is).*(?:starts_?with\\(|\\[0\\]|first_?(?:word|token|keyword)|\\bre\\.match\\().*");
  private static final Pattern ANCHORED =
      Pattern.compile("(?s)[a-zA-Z]{0,2}[/\"'`](?:\\^|\\\\A).*");
  private static final Pattern READING = Pattern.compile("(?is).*\\bselect\\b.*");
  private static final Set<String> LISTS = Set.of("array", "list", "set", "tuple");
  private static final Set<String> EACH =
      Set.of("some", "every", "any", "all", "find", "filter", "forEach");
  private static final int LONGEST = 2_000;

  /** Where the words of a list are looked for; nowhere when a node is no use of such a list. */
  Place of(SourceModule module, int node) {
    String words = words(module, node);
    String around = WRITING.matcher(words).matches() ? around(module, node) : "";
    if (around.isEmpty() || isForSome(module, node)) {
      return Place.NOWHERE;
    }
    boolean beginning = ANCHORED.matcher(words).matches() || BEGINNING.matcher(around).matches();
    if (beginning) {
      return Place.BEGINNING;
    }
    // Whoever leaves one of these out lets every statement of that kind through.
    boolean complete =
        Stream.of("insert", "update", "delete")
            .allMatch(w -> Pattern.compile("(?i)\\b" + w + "\\b").matcher(words).find());
    return complete ? Place.ANYWHERE : Place.NOWHERE;
  }

  /** A list where it is used: there, or through its name. */
  private String words(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    if (!tree.is(node, "identifier")) {
      return isGiven(tree, node) ? "" : list(module, node);
    }
    int parent = tree.parent(node);
    boolean used =
        (!tree.is(parent, "attribute") || tree.namedChild(parent, 0) == node)
            && (!isGiven(tree, node) || tree.namedChild(parent, 0) != node)
            && !isHandedOn(module, node);
    Optional<Target.Defined> value = used ? names.given(module, node) : Optional.empty();
    return value
        .filter(v -> !v.module().equals(module) || !module.tree().within(node, v.node()))
        .map(v -> list(v.module(), v.node()))
        .orElse("");
  }

  /** What a function of the repository makes of the list is seen there. */
  private boolean isHandedOn(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    int list = tree.parent(node);
    boolean argument = tree.is(list, "arguments") || tree.is(list, "argument_list");
    return argument && names.isOwn(module, tree.child(tree.parent(list), "function"));
  }

  /** Whether a list has a name, of which the uses count. */
  private static boolean isGiven(SyntaxTree tree, int node) {
    int parent = tree.parent(node);
    return tree.is(parent, "variable_declarator") || tree.is(parent, "assignment");
  }

  private static String list(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    boolean list = LISTS.contains(tree.kind(node)) || tree.is(node, "regex");
    boolean pattern = Literals.isString(tree, node) && tree.text(node).contains("|");
    boolean made =
        (ExternalCalls.isCall(tree, node) || tree.is(node, "new_expression"))
            && Expressions.calledName(tree, node)
                .matches("Set|set|frozenset|tuple|RegExp|compile|freeze");
    if (made) {
      int first = tree.namedChild(tree.child(node, "arguments"), 0);
      return first == NONE ? "" : cut(tree.text(first));
    }
    return list || pattern ? cut(tree.text(node)) : "";
  }

  /** The condition, loop or quantifier that a list is used in; empty for a parameter itself. */
  private static String around(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    for (int at = node; tree.parent(at) > 0; at = tree.parent(at)) {
      String parent = tree.kind(tree.parent(at));
      boolean each =
          ExternalCalls.isCall(tree, at) && EACH.contains(Expressions.calledName(tree, at));
      if (each || parent.endsWith("_statement") || parent.matches("block|variable_declarator")) {
        boolean loop = parent.startsWith("for_");
        return cut(tree.text(loop ? tree.parent(at) : at));
      }
    }
    return "";
  }

  /** {@code if q.startswith("with"): …}: a test that other statements never come to. */
  private static boolean isForSome(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    for (int at = node; at > 0 && !module.isFunction(at); at = tree.parent(at)) {
      int parent = tree.parent(at);
      boolean chosen = tree.is(parent, "if_statement") && tree.child(parent, "consequence") == at;
      String text = chosen ? cut(tree.text(tree.child(parent, "condition"))) : "";
      if (BEGINNING.matcher(text).matches() && !READING.matcher(text).matches()) {
        return true;
      }
    }
    return false;
  }

  private static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }
}
