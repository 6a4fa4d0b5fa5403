package io.mcpscore.engine.check.injection;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.flow.Flow;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.TraceStep;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The functions that a statement of an agent passes through, and the tests that they make of it.
 */
final class StatementScope implements WriteLists.Names {

  private static final Pattern READ_ONLY =
      Pattern.compile("(?is)\\s*(?:BEGIN|START|SET)\\b.{0,80}\\bREAD\\s+ONLY\\b.{0,80}");
  private static final Pattern FIRST_WORD =
      Pattern.compile("(?is).{0,60}\\b(?:select|with|explain|pragma|show|describe)\\b.{0,200}");
  private static final Pattern LOOSE =
      Pattern.compile("(?is).{0,2000}\\b(?:with|explain|call)\\b.{0,2000}");

  /** Code or words that promise that statements only read. */
  private static final Pattern PROMISE =
      Pattern.compile(
          "(?is).{0,400}(?:read[-_ ]?only|select[-_ ]?only|only\\s+(?:\\w+\\s+){0,2}select\\b)"
              + ".{0,400}");

  private static final Pattern TESTING =
      Pattern.compile(
          ".*(?:is_?|valid|check|read_?only|safe|allow|guard|assert|write|intercept|inspect|forbid"
              + "|ensure|verify|block|restrict).*");

  private static final int MOST_LEVELS = 3;

  private final CheckContext context;
  private final Set<Place> functions = new LinkedHashSet<>();

  /** The call of each function whose outcome is tested. */
  private final Map<Place, Call> tests = new HashMap<>();

  private final WriteLists writes;

  private record Place(SourceModule module, int node) {}

  StatementScope(CheckContext context, Flow flow) {
    this.context = context;
    add(flow.module(), enclosing(flow.module(), flow.call()));
    for (TraceStep step : flow.trace()) {
      context.program().module(step.file()).ifPresent(m -> add(m, atLine(m, step.line())));
    }
    SqlStatements.of(context)
        .spots(flow.module(), flow.call())
        .forEach(s -> add(s.module(), enclosing(s.module(), s.node())));
    this.writes = new WriteLists(this);
    Set<Place> done = new HashSet<>();
    for (int i = 0; i < MOST_LEVELS; i++) {
      List.copyOf(functions).stream().filter(done::add).forEach(this::addTests);
    }
  }

  private void add(SourceModule module, int function) {
    if (function != NONE) {
      functions.add(new Place(module, function));
    }
  }

  private static int enclosing(SourceModule module, int node) {
    int at = node;
    while (at > 0 && !module.isFunction(at)) {
      at = module.tree().parent(at);
    }
    return at > 0 ? at : NONE;
  }

  private static int atLine(SourceModule module, int line) {
    SyntaxTree tree = module.tree();
    int found = NONE;
    for (int n = 0; n < tree.size() && tree.line(n) <= line; n++) {
      found = tree.line(n) == line ? n : found;
    }
    return found == NONE ? NONE : enclosing(module, found);
  }

  /** Functions of the repository whose outcome is tested. */
  private void addTests(Place place) {
    SyntaxTree tree = place.module().tree();
    tree.subtree(place.node())
        .filter(n -> ExternalCalls.isCall(tree, n))
        .forEach(
            call -> {
              String name = tree.text(tree.child(call, "function"));
              boolean testing =
                  name.length() < 80 && TESTING.matcher(name.toLowerCase(Locale.ROOT)).matches();
              if (testing
                  && context
                          .program()
                          .resolve(place.module(), tree.child(call, "function"))
                          .orElse(null)
                      instanceof Target.Defined d
                  && d.module().isFunction(d.node())) {
                add(d.module(), d.node());
                tests.putIfAbsent(
                    new Place(d.module(), d.node()), new Call(place.module(), call, ""));
              }
            });
  }

  /** What a name was given: once, or as an argument of the function that tests. */
  @Override
  public Optional<Target.Defined> given(SourceModule module, int name) {
    SourceModule home = module;
    int at = name;
    for (int i = 0; i < MOST_LEVELS; i++) {
      if (!(home.binding(at).orElse(null) instanceof Binding.Parameter p)) {
        return context.program().given(home, at);
      }
      Call call = tests.get(new Place(home, p.function()));
      if (call == null || !p.path().isEmpty()) {
        return Optional.empty();
      }
      at = call.given(home, p, home.tree().text(at));
      home = call.module();
      if (!home.tree().is(at, "identifier")) {
        return at == NONE ? Optional.empty() : Optional.of(new Target.Defined(home, at));
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean isOwn(SourceModule module, int callee) {
    return context.program().resolve(module, callee).orElse(null) instanceof Target.Defined d
        && d.module().isFunction(d.node());
  }

  /** A transaction that is begun as read-only. */
  boolean hasReadOnlyTransaction() {
    return any(
        (m, n) -> Literals.isString(m.tree(), n) && READ_ONLY.matcher(content(m, n)).matches());
  }

  /** A test of the first word, or a transaction, that should keep statements to reading. */
  boolean keepsToReading() {
    return hasReadOnlyTransaction() || (hasFirstWordTest() && promisesReading());
  }

  /** A test of the first word of the statement. */
  boolean hasFirstWordTest() {
    return any((m, n) -> FIRST_WORD.matcher(firstWords(m, n)).matches());
  }

  /** Such a test that lets statements through that can write all the same. */
  boolean hasLooseFirstWord() {
    return any((m, n) -> LOOSE.matcher(firstWords(m, n)).matches());
  }

  /** A list of words that change data, which is looked for in the whole statement. */
  boolean hasListOfWrites() {
    return any((m, n) -> writes.of(m, n) == WriteLists.Place.ANYWHERE);
  }

  /** Such a list that is held against the beginning of the statement alone. */
  boolean refusesBeginnings() {
    return any((m, n) -> writes.of(m, n) == WriteLists.Place.BEGINNING);
  }

  /** Whether the code says of the statements, or asks of its settings, that they only read. */
  boolean promisesReading() {
    return any(
        (m, n) -> {
          SyntaxTree tree = m.tree();
          boolean word =
              tree.is(n, "identifier")
                  || tree.is(n, "property_identifier")
                  || Literals.isString(tree, n);
          return word && PROMISE.matcher(cut(tree.text(n))).matches();
        });
  }

  /** A search for the mark that ends a statement. */
  boolean hasSeparatorTest() {
    return any(
        (m, n) -> {
          SyntaxTree tree = m.tree();
          if (!Literals.isString(tree, n) || !content(m, n).equals(";")) {
            return tree.is(n, "regex") && tree.text(n).contains(";");
          }
          String around = cut(tree.text(tree.parent(tree.parent(n))));
          return around.matches("(?s).*(?:includes|indexOf|split|count|find|[!=]=|\\bin\\b).*");
        });
  }

  /** Text of the test when a node is one of the first word of something. */
  private String firstWords(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    if (ExternalCalls.isCall(tree, node)) {
      String name = tree.text(tree.child(node, "function"));
      boolean prefix = name.length() < 200 && name.toLowerCase(Locale.ROOT).endsWith(".startswith");
      return prefix ? cut(around(tree, node) + listed(module, node)) : "";
    }
    boolean regex = tree.is(node, "regex") || Literals.isString(tree, node);
    String text = regex ? cut(tree.text(node)) : "";
    if (text.matches("(?s)[a-zA-Z]{0,2}[/\"'`]\\^.*")) {
      return text;
    }
    boolean compared = tree.is(node, "comparison_operator") || tree.is(node, "binary_expression");
    String whole = compared ? cut(tree.text(node)) : "";
    return whole.matches(
            "(?s).*(?:split\\(.{0,20}\\)\\[0]|first_?word|[fF]irstWord|command|keyword).*")
        ? whole
        : "";
  }

  /** What the name stands for that a test of the beginning is given. */
  private String listed(SourceModule module, int call) {
    SyntaxTree tree = module.tree();
    int argument = tree.namedChild(tree.child(call, "arguments"), 0);
    return tree.is(argument, "identifier")
        ? given(module, argument).map(d -> " " + cut(d.module().tree().text(d.node()))).orElse("")
        : "";
  }

  /** The call with the quantifier around it: {@code any(q.startswith(p) for p in (…))}. */
  private static String around(SyntaxTree tree, int call) {
    int at = call;
    for (int i = 0; i < 5 && tree.parent(at) > 0; i++) {
      if (tree.kind(at).matches("generator_expression|arrow_function")) {
        return tree.text(tree.parent(at));
      }
      at = tree.parent(at);
    }
    return tree.text(call);
  }

  private interface Test {
    boolean holds(SourceModule module, int node);
  }

  private boolean any(Test test) {
    Predicate<Place> inside =
        p -> p.module().tree().subtree(p.node()).anyMatch(n -> test.holds(p.module(), n));
    return functions.stream().anyMatch(inside);
  }

  private static String content(SourceModule module, int string) {
    return cut(Literals.content(module.tree(), string));
  }

  private static String cut(String text) {
    return text.length() > 2_000 ? text.substring(0, 2_000) : text;
  }
}
