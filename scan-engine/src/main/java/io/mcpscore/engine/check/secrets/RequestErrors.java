package io.mcpscore.engine.check.secrets;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ComposedText;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.GivenValues;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.Language;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Errors of Python's HTTP clients whose text holds the whole address of the request, of requests
 * that carry a secret in their address: {@code 404 Not Found for url: https://…?api_key=…}.
 */
final class RequestErrors {

  private static final Pattern REQUEST =
      Pattern.compile(
          "(?:requests|httpx|aiohttp)\\b.{0,60}\\.(?:get|post|put|patch|delete|request|stream)");

  /** Types of errors that tell of the answer, and those that hold them. */
  private static final Pattern TELLING =
      Pattern.compile(
          "\\b(?:RequestException|HTTPError|HTTPStatusError|ClientResponseError|ClientError"
              + "|Exception|BaseException)\\b");

  /** What turns an answer into such an error. */
  private static final String RAISING = "raise_for_status";

  /** The client whose errors tell of the address even when nobody answers. */
  private static final String ALWAYS_TELLING = "requests.";

  /** Types of its errors. */
  private static final Pattern UNANSWERED =
      Pattern.compile(
          "\\b(?:RequestException|ConnectionError|ConnectTimeout|ReadTimeout|Timeout|OSError"
              + "|IOError|Exception|BaseException)\\b");

  private static final int MOST = 100;

  /** How far before a request its parameters are looked for. */
  private static final int MOST_NODES = 3_000;

  private final CheckContext context;
  private final SecretReads secrets;
  private final Map<SourceModule, List<Caught>> caught = new HashMap<>();

  /** An error in the clause that catches it. */
  private record Caught(int clause, int end, String name) {}

  RequestErrors(CheckContext context) {
    this.context = context;
    this.secrets = SecretReads.of(context);
    for (SourceModule module : context.program().modules()) {
      boolean telling =
          module.file().text().holds(RAISING) || module.file().text().holds(ALWAYS_TELLING);
      if (module.file().language() == Language.PYTHON && telling) {
        List<Caught> here = collect(module);
        if (!here.isEmpty()) {
          caught.put(module, here);
        }
      }
    }
  }

  boolean isEmpty() {
    return caught.isEmpty();
  }

  /** What an expression reads of such an error, as a phrase. */
  Optional<String> at(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    List<Caught> here = caught.getOrDefault(module, List.of());
    boolean name =
        !here.isEmpty()
            && tree.is(expression, "identifier")
            && !tree.is(tree.parent(expression), "attribute");
    return name
            && here.stream()
                .anyMatch(
                    c ->
                        expression > c.clause()
                            && expression < c.end()
                            && tree.text(expression).equals(c.name()))
        ? Optional.of("an error that holds the address of a request with a secret in it")
        : Optional.empty();
  }

  /** What an error is made of that is raised on: clients are shown its text as well. */
  static List<Integer> raised(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    return ExternalCalls.isCall(tree, node) && tree.is(tree.parent(node), "raise_statement")
        ? DisclosureRule.arguments(tree, node)
        : List.of();
  }

  private List<Caught> collect(SourceModule module) {
    SyntaxTree tree = module.tree();
    List<Call> telling =
        context.calls().in(module).stream()
            .filter(c -> REQUEST.matcher(c.callee()).matches() && hasSecret(c))
            .limit(MOST)
            .toList();
    List<Caught> out = new ArrayList<>();
    for (int clause : telling.isEmpty() ? new int[0] : tree.ofKinds("except_clause").toArray()) {
      int pattern = tree.namedChild(clause, 0);
      int alias = tree.is(pattern, "as_pattern") ? tree.child(pattern, "alias") : NONE;
      boolean tells =
          alias != NONE
              && out.size() < MOST
              && telling.stream().anyMatch(c -> tells(c, clause, tree.namedChild(pattern, 0)));
      if (tells) {
        out.add(new Caught(clause, tree.subtreeEnd(clause), tree.text(alias)));
      }
    }
    return out;
  }

  /** Whether a clause catches an error of a request with the request's address in it. */
  private static boolean tells(Call request, int clause, int types) {
    SyntaxTree tree = request.tree();
    int body = tree.child(tree.parent(clause), "body");
    String caught = tree.text(types);
    boolean raised =
        tree.within(request.node(), Expressions.scope(request.module(), clause))
            && tree.text(body).contains(RAISING)
            && TELLING.matcher(caught).find();
    return raised
        || (request.callee().startsWith(ALWAYS_TELLING)
            && tree.within(request.node(), body)
            && UNANSWERED.matcher(caught).find());
  }

  private boolean hasSecret(Call call) {
    String method = call.callee().substring(call.callee().lastIndexOf('.') + 1);
    int address = call.argument(method.matches("request|stream") ? 1 : 0, "url");
    boolean inAddress =
        address != NONE
            && ComposedText.of(context.program(), call.module(), address).gaps().stream()
                .anyMatch(gap -> isSecret(call.module(), gap));
    return inAddress || isFilled(call, call.option("params")) || isOfClient(call);
  }

  /** Whether the parameters are those of every request of a client. */
  private boolean isOfClient(Call call) {
    SyntaxTree tree = call.tree();
    int owner = Expressions.owner(tree, call.node());
    int made = owner == NONE ? NONE : Expressions.valueOf(call.module(), owner);
    Call maker = ExternalCalls.isCall(tree, made) ? new Call(call.module(), made, "") : null;
    return maker != null && isFilled(maker, maker.option("params"));
  }

  /** Whether a table of parameters is made with a secret, or filled with one. */
  private boolean isFilled(Call call, int params) {
    SourceModule module = call.module();
    SyntaxTree tree = module.tree();
    if (params == NONE) {
      return false;
    }
    boolean named = tree.is(params, "identifier");
    List<Integer> tables = named ? GivenValues.of(module, params) : List.of(params);
    boolean made =
        tables.stream()
            .flatMapToInt(tree::subtree)
            .filter(n -> tree.is(n, "pair"))
            .anyMatch(n -> isSecret(module, stripped(tree, tree.child(n, "value"))));
    int function = Expressions.scope(module, call.node());
    return made
        || (named
            && IntStream.range(Math.max(function, call.node() - MOST_NODES), call.node())
                .filter(
                    n -> tree.is(n, "assignment") && tree.is(tree.child(n, "left"), "subscript"))
                .filter(n -> isItemOf(tree, tree.child(n, "left"), tree.text(params)))
                .anyMatch(n -> isSecret(module, tree.child(n, "right"))));
  }

  private static boolean isItemOf(SyntaxTree tree, int subscript, String table) {
    return tree.text(tree.child(subscript, "value")).equals(table)
        && Literals.isString(tree, tree.child(subscript, "subscript"));
  }

  /** The {@code x} of {@code x.strip()}. */
  private static int stripped(SyntaxTree tree, int value) {
    boolean strips =
        ExternalCalls.isCall(tree, value) && Expressions.calledName(tree, value).equals("strip");
    return strips ? Expressions.owner(tree, value) : value;
  }

  /** A secret that is not what somebody passed to the function. */
  private boolean isSecret(SourceModule module, int expression) {
    boolean passed = module.binding(expression).orElse(null) instanceof Binding.Parameter;
    return !passed && secrets.at(module, expression).isPresent();
  }
}
