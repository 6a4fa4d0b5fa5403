package io.mcpscore.engine.check.injection;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ComposedText;
import io.mcpscore.engine.check.ComposedText.Part;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.check.Relays;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.ModuleMemo;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.program.js.Destructuring;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What the statement of a call consists of: text of the program with gaps, or one value. */
final class SqlStatements {

  /** What stands behind the first value of an expression that is no statement. */
  private static final Pattern FRAGMENT =
      Pattern.compile(
          "(?is)\\s*\\u0001\\s*(?:(?:as|asc|desc|in|is|like|ilike|between|and|or|over)\\b|[,=<>:)+*/-]).*");

  private static final int MOST_CHAINED = 20;

  private final CheckContext context;
  private final ModuleMemo<Optional<SqlCalls.Statement>> direct;
  private final Relays relays;

  /** Words of which one is in every module that runs a statement, itself or through another. */
  private final List<String> words;

  private SqlStatements(CheckContext context) {
    this.context = context;
    this.direct = new ModuleMemo<>(context.program());
    this.relays = new Relays(context, SqlCalls.WORDS, new Direct());
    List<String> all = new ArrayList<>(SqlCalls.WORDS);
    all.addAll(relays.names());
    this.words = List.copyOf(all);
  }

  /** The statements of a repository, worked out once for all checks. */
  static SqlStatements of(CheckContext context) {
    return context.shared(SqlStatements.class, SqlStatements::new);
  }

  /** Whether a module can run a statement. */
  boolean concern(SourceModule module) {
    return Mentions.in(module, words);
  }

  /** What a rule has to know of objects, see {@link Relays#members()}. */
  List<String> members() {
    return relays.members();
  }

  /** Statements without a detour. */
  private final class Direct implements Relays.Places {
    @Override
    public int text(Callee callee) {
      SqlCalls.Statement statement = direct(callee);
      return statement != null && statement.certain() ? statement.expression() : NONE;
    }

    @Override
    public List<Integer> wholes(SourceModule module, int text) {
      int whole = SqlStatements.this.text(module, text).whole();
      return whole == NONE ? List.of() : List.of(whole);
    }
  }

  /** The calls that run what a call is given: itself, or those of the function that it calls. */
  List<Relays.Spot> spots(SourceModule module, int call) {
    return relays.spots(module, call);
  }

  private SqlCalls.Statement statement(Callee callee) {
    List<Integer> relayed = relays.arguments(callee);
    return relayed.isEmpty() ? direct(callee) : new SqlCalls.Statement(relayed.getFirst(), true);
  }

  private SqlCalls.Statement direct(Callee callee) {
    Call call = callee.call();
    return direct
        .get(call.module(), call.node(), node -> Optional.ofNullable(SqlCalls.of(callee)))
        .orElse(null);
  }

  /** Whether a text is a part of a statement, told by the call or by what follows its first gap. */
  private static boolean isFragment(
      Callee callee, SqlCalls.Statement statement, ComposedText text) {
    String skeleton = text.skeleton();
    return statement.fragment()
        || (callee.method().matches("raw|literal")
            && text.isMixed()
            && FRAGMENT.matcher(skeleton.substring(0, Math.min(skeleton.length(), 200))).matches());
  }

  /**
   * The gaps of a statement that the program words.
   *
   * @param inside what has to hold of the text before a gap
   */
  List<Integer> gaps(Callee callee, Predicate<String> inside) {
    SqlCalls.Statement statement = statement(callee);
    if (statement == null) {
      return List.of();
    }
    ComposedText text = text(callee.call().module(), statement.expression());
    if (isFragment(callee, statement, text)) {
      return text.parts().stream()
          .filter(p -> p.isGap() && inside.test(text.before(p)))
          .map(Part::node)
          .toList();
    }
    if (text.whole() != NONE) {
      boolean built = inside.test("") && isBuilt(callee.call().module(), text.whole());
      return built ? text.gaps() : List.of();
    }
    if (isOneValue(callee.call().module().tree(), text)) {
      return List.of();
    }
    boolean fits = statement.certain() ? text.hasGaps() : SqlShape.isStatement(text.skeleton());
    List<Integer> out = new ArrayList<>();
    for (Part part : text.parts()) {
      String before = part.isGap() ? text.before(part) : "";
      if (fits && part.isGap() && !SqlShape.isOpen(before) && inside.test(before)) {
        out.add(part.node());
      }
    }
    return out;
  }

  /**
   * {@code sql = arguments["sql"]} on several branches: still one value, and no words around it.
   */
  private static boolean isOneValue(SyntaxTree tree, ComposedText text) {
    return text.skeleton().chars().noneMatch(Character::isLetter)
        && text.gaps().stream().map(tree::text).distinct().count() == 1;
  }

  /** The value that is the whole statement, or none. */
  List<Integer> whole(Callee callee) {
    SqlCalls.Statement statement = statement(callee);
    if (statement == null || !statement.certain() || statement.fragment()) {
      return List.of();
    }
    SourceModule module = callee.call().module();
    ComposedText text = text(module, statement.expression());
    if (relays.isRelayed(module, text.whole()) || isFragment(callee, statement, text)) {
      return List.of();
    }
    return text.parts().stream()
        .filter(p -> p.isGap() && SqlShape.isOpen(text.before(p)))
        .map(Part::node)
        .filter(n -> !isBuilt(module, n))
        .limit(1)
        .toList();
  }

  private ComposedText text(SourceModule module, int expression) {
    return ComposedText.of(context.program(), module, expression);
  }

  /**
   * The first call of {@code Select("t").where(x).limit(1)}, also through a name of Python, and
   * what {@code const { sql } = build()}, {@code sql, values = build()} and {@code built.sql} take
   * a part of.
   */
  private static int maker(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    boolean python = !module.file().language().isScript();
    int taken = takenApart(module, expression);
    int at = python ? Expressions.valueOf(module, taken) : taken;
    for (int i = 0; i < MOST_CHAINED && python && ExternalCalls.isCall(tree, at); i++) {
      int owner = tree.child(tree.child(at, "function"), "object");
      if (owner == NONE || !ExternalCalls.isCall(tree, owner)) {
        break;
      }
      at = owner;
    }
    return at;
  }

  private static int takenApart(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    int name = Expressions.unwrap(tree, expression);
    switch (tree.kind(name)) {
      case "member_expression", "attribute", "subscript_expression" -> {
        return Expressions.valueOf(module, tree.child(name, "object"));
      }
      case "subscript" -> {
        return Expressions.valueOf(module, tree.child(name, "value"));
      }
      default -> {}
    }
    int declared =
        tree.is(name, "identifier")
                && module.binding(name).orElse(null) instanceof Binding.Variable v
                && v.value() == NONE
            ? v.declaration()
            : NONE;
    if (declared == NONE) {
      return name;
    }
    if (!module.file().language().isScript()) {
      int pattern = tree.parent(declared);
      boolean taken = tree.is(pattern, "pattern_list") || tree.is(pattern, "tuple_pattern");
      return taken ? Expressions.unwrap(tree, tree.child(tree.parent(pattern), "right")) : name;
    }
    Destructuring taken = Destructuring.of(tree, declared);
    return taken == null ? name : Expressions.unwrap(tree, taken.value());
  }

  /** The result of a function of the repository, or an object of a class, that words statements. */
  private boolean isBuilt(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    int call = maker(module, expression);
    if (!ExternalCalls.isCall(tree, call)
        || !(context.program().resolve(module, tree.child(call, "function")).orElse(null)
            instanceof Target.Defined d)) {
      return false;
    }
    SyntaxTree there = d.module().tree();
    return there
        .subtree(d.node())
        .filter(n -> Literals.isString(there, n) && !Literals.isStatement(there, n))
        .anyMatch(n -> SqlShape.isStatement(Literals.content(there, n)));
  }
}
