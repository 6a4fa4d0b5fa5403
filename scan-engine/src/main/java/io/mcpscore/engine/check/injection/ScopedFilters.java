package io.mcpscore.engine.check.injection;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.check.ValueTests;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Records that limit a query to what belongs to somebody, and into which other conditions are
 * copied afterwards: whoever names those can name the limit again.
 *
 * @param context the repository
 */
record ScopedFilters(CheckContext context) implements SinkRule {

  /** Stores that take their conditions as records. */
  static final List<String> STORES =
      List.of("mongo", "Mongo", "motor", "prisma", "sequelize", "typeorm", "firestore", "beanie");

  private static final Pattern SCOPE =
      Pattern.compile(
          "(?i)(?:tenant|workspace|org|organi[sz]ation|account|owner|user|customer|company|team|shop"
              + "|member)(?:_?(?:id|name|slug|key|ref))?");

  private static final Pattern QUERY =
      Pattern.compile(
          "find\\w{0,20}|count\\w{0,20}|aggregate|update\\w{0,10}|delete\\w{0,10}|distinct|where");

  /** Members of options that hold the conditions. */
  private static final List<String> INNER = List.of("where", "filter", "$match");

  private static final int MOST_ITEMS = 100;

  @Override
  public List<Integer> sinks(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    if (tree.is(node, "return_statement")) {
      return copied(module, Expressions.unwrap(tree, tree.namedChild(node, 0)));
    }
    if (tree.is(node, "assignment") || tree.is(node, "assignment_expression")) {
      return stored(module, tree.child(node, "left"));
    }
    return ExternalCalls.isCall(tree, node) ? call(module, node) : List.of();
  }

  private List<Integer> call(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    Call call = new Call(module, node, "");
    String name = Expressions.calledName(tree, node);
    int owner = Expressions.owner(tree, node);
    boolean python = !module.file().language().isScript();
    if (python && name.equals("update") && isScoped(module, literal(module, owner))) {
      return Interpreters.present(call.argument(0));
    }
    List<Integer> arguments = call.arguments();
    if (name.equals("assign") && tree.text(owner).equals("Object")) {
      boolean scoped =
          !arguments.isEmpty() && isScoped(module, literal(module, arguments.getFirst()));
      return scoped ? arguments.subList(1, arguments.size()) : List.of();
    }
    if (owner == NONE || !QUERY.matcher(name).matches()) {
      return List.of();
    }
    List<Integer> out = new ArrayList<>();
    for (int argument : arguments) {
      int record = literal(module, argument);
      out.addAll(copied(module, record));
      for (String inner : INNER) {
        int value = isRecord(tree, record) ? Members.value(tree, record, inner) : NONE;
        out.addAll(value == NONE ? List.of() : copied(module, literal(module, value)));
      }
    }
    return out;
  }

  /** {@code query[name] = value} of a record with a limit: the name. */
  private List<Integer> stored(SourceModule module, int target) {
    SyntaxTree tree = module.tree();
    boolean python = tree.is(target, "subscript");
    if (!python && !tree.is(target, "subscript_expression")) {
      return List.of();
    }
    int key = tree.child(target, python ? "subscript" : "index");
    int owner = tree.child(target, python ? "value" : "object");
    boolean computed = context.program().constant(module, key).isMissingNode();
    return computed && isScoped(module, literal(module, owner))
        ? Interpreters.present(key)
        : List.of();
  }

  /** The record that an expression is, or that its name was given, or {@code NONE}. */
  private static int literal(SourceModule module, int expression) {
    int node = expression == NONE ? NONE : Expressions.valueOf(module, expression);
    return isRecord(module.tree(), node) ? node : NONE;
  }

  private static boolean isRecord(SyntaxTree tree, int node) {
    return tree.is(node, "object") || tree.is(node, "dictionary");
  }

  private boolean isScoped(SourceModule module, int record) {
    return record != NONE
        && module
            .tree()
            .namedChildren(record)
            .limit(MOST_ITEMS)
            .anyMatch(item -> isLimit(module, item));
  }

  /** What is copied into a record behind a limit. */
  private List<Integer> copied(SourceModule module, int record) {
    SyntaxTree tree = module.tree();
    List<Integer> out = new ArrayList<>();
    boolean scoped = false;
    for (int item :
        isRecord(tree, record)
            ? tree.namedChildren(record).limit(MOST_ITEMS).toArray()
            : new int[0]) {
      boolean spread = tree.is(item, "spread_element") || tree.is(item, "dictionary_splat");
      if (spread && scoped) {
        out.add(tree.namedChild(item, 0));
      }
      scoped |= isLimit(module, item);
    }
    return out;
  }

  /** {@code tenant: caller.tenant}, a member with a value that is none of the source's. */
  private boolean isLimit(SourceModule module, int item) {
    SyntaxTree tree = module.tree();
    if (tree.is(item, "shorthand_property_identifier")) {
      return SCOPE.matcher(tree.text(item)).matches();
    }
    return tree.is(item, "pair")
        && SCOPE.matcher(Members.key(tree, item)).matches()
        && context.program().constant(module, tree.child(item, "value")).isMissingNode();
  }

  @Override
  public List<String> members() {
    return List.of(KEYS);
  }

  @Override
  public Optional<Guard> guard(SourceModule module, int condition) {
    return ValueTests.of(context.program(), module, condition);
  }
}
