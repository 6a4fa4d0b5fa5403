package io.mcpscore.engine.check.injection;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.ComposedText;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.flow.SinkRule.Guard;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A name that was looked up in the schema of the data base with a bound value, and found: it is the
 * name of a table then and nothing else.
 */
final class SchemaLookup {

  private static final Pattern CATALOGUE =
      Pattern.compile(
          "(?is).{0,400}(?:sqlite_master|sqlite_schema|information_schema|pg_catalog|pg_tables|pg_class"
              + "|duckdb_tables|sys\\.tables|all_tables|user_tables|to_regclass).{0,600}");
  private static final int MOST_STATEMENTS = 12;

  private final Program program;
  private final SourceModule module;
  private final SyntaxTree tree;

  SchemaLookup(Program program, SourceModule module) {
    this.program = program;
    this.module = module;
    this.tree = module.tree();
  }

  /** What a condition about the rows of a lookup says of the name that was looked up. */
  Optional<Guard> guard(int condition) {
    int subject = condition;
    boolean found = true;
    if (tree.is(condition, "binary_expression") || tree.is(condition, "comparison_operator")) {
      int left = tree.namedChild(condition, 0);
      int right = tree.namedChild(condition, 1);
      if (!tree.text(right).matches("0|None|null|undefined") || right == NONE) {
        return Optional.empty();
      }
      String operator =
          tree.source().slice(tree.end(left), Math.max(tree.end(left), tree.start(right))).strip();
      found = !operator.matches("={2,3}|is|<=");
      subject = left;
    }
    int bound = bound(lookup(subject, 6));
    return bound == NONE ? Optional.empty() : Optional.of(new Guard(bound, found));
  }

  /** The call that a value of rows comes from: {@code rows.length}, {@code len(rows)}, names. */
  private int lookup(int expression, int depth) {
    int node = expression;
    for (int i = 0; i < depth && node != NONE; i++) {
      switch (tree.kind(node)) {
        case "await_expression", "await", "parenthesized_expression", "as_expression" ->
            node = tree.namedChild(node, 0);
        case "member_expression", "attribute", "subscript_expression" ->
            node = tree.child(node, "object");
        case "subscript" -> node = tree.child(node, "value");
        case "identifier" ->
            node =
                module.binding(node).orElse(null) instanceof Binding.Variable v ? v.value() : NONE;
        case "call_expression", "call" -> {
          if (!tree.text(tree.child(node, "function")).equals("len")) {
            return node;
          }
          node = tree.namedChild(tree.child(node, "arguments"), 0);
        }
        default -> node = NONE;
      }
    }
    return NONE;
  }

  /** The bound value of a lookup, also of the statement before {@code cursor.fetchone()}. */
  private int bound(int call) {
    if (call == NONE) {
      return NONE;
    }
    int own = boundOf(call);
    if (own != NONE
        || !tree.text(tree.child(call, "function")).matches("(?s).{0,80}\\.fetch\\w{0,5}")) {
      return own;
    }
    int statement = call;
    while (statement > 0
        && !tree.kind(tree.parent(statement)).matches("block|statement_block|module|program")) {
      statement = tree.parent(statement);
    }
    int last = NONE;
    int seen = 0;
    for (int c = tree.firstChild(tree.parent(statement));
        c != NONE && c < statement;
        c = tree.nextSibling(c)) {
      int inside =
          tree.subtree(c)
              .filter(n -> ExternalCalls.isCall(tree, n))
              .map(this::boundOf)
              .filter(b -> b != NONE)
              .findFirst()
              .orElse(NONE);
      last = inside == NONE ? last : inside;
      if (++seen > MOST_STATEMENTS * 10) {
        return last;
      }
    }
    return last;
  }

  /** The only value that a call binds in a statement on the catalogue. */
  private int boundOf(int call) {
    int arguments = tree.child(call, "arguments");
    int text = tree.namedChild(arguments, 0);
    int values = tree.namedChild(arguments, 1);
    if (text == NONE) {
      return NONE;
    }
    if (values == NONE) {
      int function = tree.child(call, "function");
      int prepared = tree.child(function, "object");
      boolean nested = ExternalCalls.isCall(tree, prepared == NONE ? 0 : prepared);
      return nested && isCatalogue(tree.namedChild(tree.child(prepared, "arguments"), 0))
          ? text
          : NONE;
    }
    if (!isCatalogue(text)) {
      return NONE;
    }
    boolean list = tree.is(values, "array") || tree.is(values, "list") || tree.is(values, "tuple");
    return list ? tree.namedChild(values, 0) : values;
  }

  private boolean isCatalogue(int text) {
    if (text == NONE) {
      return false;
    }
    String skeleton = ComposedText.of(program, module, text).skeleton();
    return skeleton.length() < 1_000 && CATALOGUE.matcher(skeleton).matches();
  }
}
