package io.mcpscore.engine.check.http;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The literal addresses of "every interface" in one module that decide where it listens: arguments
 * of calls that listen, values and defaults of what is named like a host. Comparisons and lists are
 * tests of an address and none.
 */
final class StatedHosts {

  private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "[::]", "::0");
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");
  private static final Set<String> LISTENING =
      Set.of(
          "listen",
          "bind",
          "run",
          "run_async",
          "serve",
          "start_server",
          "create_server",
          "run_app",
          "TCPSite",
          "run_simple");
  private static final Set<String> ADDRESS_PAIRS =
      Set.of(
          "bind",
          "HTTPServer",
          "ThreadingHTTPServer",
          "TCPServer",
          "ThreadingTCPServer",
          "create_server",
          "WSGIServer",
          "make_server");
  private static final Set<String> CONNECTING =
      Set.of("connect", "create_connection", "Redis", "fetch", "get", "post", "Client", "request");
  private static final Pattern HOST =
      Pattern.compile(
          "(?:[a-z0-9]{1,30}[_-]){0,6}(?:host|hostname|bind|bindto|address|interface|addr|listen)"
              + "(?:[_-](?:address|host|addr|default|name|ip|to))?");
  private static final Pattern HOST_OPTION =
      Pattern.compile("-{0,2}[^ ]{0,40}(?:host|bind|address)\\b.{0,40}");
  private static final Pattern OTHER =
      Pattern.compile(
          ".*(?:allow|block|deny|denied|forbid|remote|target|db|database|redis|postgres|mysql|mongo"
              + "|proxy|upstream|client|wildcard|any|private|check).*");
  private static final int MOST_LEVELS = 8;

  private final SourceModule module;
  private final SyntaxTree tree;

  StatedHosts(SourceModule module) {
    this.module = module;
    this.tree = module.tree();
  }

  /** The listening calls, or the literals that are defaults for one. */
  IntStream spots() {
    return CallSites.mentions(module.file(), "0.0.0.0", "::\"", "::'", "::]")
        ? Literals.in(tree).filter(this::isEverywhere).map(this::spot).filter(n -> n >= 0)
        : IntStream.empty();
  }

  private boolean isEverywhere(int string) {
    int length = tree.end(string) - tree.start(string);
    return length <= 9 && EVERYWHERE.contains(Literals.content(tree, string));
  }

  private int spot(int string) {
    int at = string;
    for (int i = 0; i < MOST_LEVELS; i++) {
      int parent = tree.parent(at);
      if (parent == SyntaxTree.NONE) {
        return SyntaxTree.NONE;
      }
      switch (tree.kind(parent)) {
        case "parenthesized_expression", "as_expression", "satisfies_expression" -> at = parent;
        case "binary_expression", "boolean_operator" -> {
          if (!isFallback(parent)) {
            return SyntaxTree.NONE;
          }
          at = parent;
        }
        case "ternary_expression", "conditional_expression" -> {
          if (hasLoopback(parent)) {
            return SyntaxTree.NONE;
          }
          at = parent;
        }
        case "arguments", "argument_list" -> {
          int call = tree.parent(parent);
          if (isListening(call)) {
            return call;
          }
          if (!givesBack(call, at)) {
            return SyntaxTree.NONE;
          }
          at = call;
        }
        default -> {
          return owner(string, at, parent);
        }
      }
    }
    return SyntaxTree.NONE;
  }

  /** What a value that is not an argument belongs to. */
  private int owner(int string, int value, int parent) {
    return switch (tree.kind(parent)) {
      case "tuple" -> pairOfCall(parent);
      case "keyword_argument" -> keyword(value, parent);
      case "pair" -> named(string, Members.key(tree, parent), tree.field(value).equals("value"));
      case "variable_declarator",
          "default_parameter",
          "typed_default_parameter",
          "required_parameter",
          "optional_parameter",
          "public_field_definition",
          "field_definition",
          "object_assignment_pattern" ->
          named(string, tree.text(firstOf(parent)), true);
      case "assignment", "assignment_expression", "assignment_pattern" ->
          named(string, lastName(tree.child(parent, "left")), tree.field(value).equals("right"));
      default -> SyntaxTree.NONE;
    };
  }

  private int pairOfCall(int tuple) {
    int list = tree.parent(tuple);
    while (tree.is(list, "parenthesized_expression")) {
      list = tree.parent(list);
    }
    int call = tree.is(list, "argument_list") ? tree.parent(list) : SyntaxTree.NONE;
    return call != SyntaxTree.NONE && ADDRESS_PAIRS.contains(callName(call))
        ? call
        : SyntaxTree.NONE;
  }

  private int keyword(int value, int keyword) {
    int call = tree.parent(tree.parent(keyword));
    String name = tree.text(tree.child(keyword, "name"));
    if (name.equals("default")) {
      int first = tree.namedChild(tree.child(call, "arguments"), 0);
      boolean option =
          Literals.isString(tree, first)
              && HOST_OPTION.matcher(Literals.content(tree, first)).matches();
      return option || isHost(ownerName(call)) ? value : SyntaxTree.NONE;
    }
    return isHost(name) && !CONNECTING.contains(callName(call)) ? call : SyntaxTree.NONE;
  }

  private int named(int string, String name, boolean isValue) {
    return isValue && isHost(name) ? string : SyntaxTree.NONE;
  }

  /** Whether a call gives its argument back: look-ups with a default, fields of settings. */
  private boolean givesBack(int call, int argument) {
    String name = callName(call);
    int first = tree.namedChild(tree.child(call, "arguments"), 0);
    boolean named = Literals.isString(tree, first) && first != argument;
    return switch (name) {
      case "getenv", "get", "env", "string", "getEnv", "setdefault" ->
          named && isHost(Literals.content(tree, first));
      case "option" -> named && HOST_OPTION.matcher(Literals.content(tree, first)).matches();
      case "Field", "Option", "default", "prefault", "str", "String" -> true;
      default -> false;
    };
  }

  /** Name of the field or parameter that a call is the value of, as in {@code host = Field(…)}. */
  private String ownerName(int call) {
    int parent = tree.parent(call);
    return switch (tree.kind(parent)) {
      case "assignment" -> lastName(tree.child(parent, "left"));
      case "typed_default_parameter", "default_parameter" -> tree.text(firstOf(parent));
      default -> "";
    };
  }

  private boolean isListening(int call) {
    return ExternalCalls.isCall(tree, call) && LISTENING.contains(callName(call));
  }

  private String callName(int call) {
    return ExternalCalls.isCall(tree, call) ? CallSites.name(new Call(module, call, "")) : "";
  }

  private boolean isFallback(int expression) {
    String operator = tree.text(tree.child(expression, "operator"));
    return operator.equals("||") || operator.equals("??") || operator.equals("or");
  }

  /** A choice between every interface and the own machine was thought about, at any depth. */
  private boolean hasLoopback(int choice) {
    return tree.subtree(choice)
        .anyMatch(c -> Literals.isString(tree, c) && LOOPBACK.contains(Literals.content(tree, c)));
  }

  private int firstOf(int declaration) {
    int name = tree.child(declaration, "name");
    int pattern = name == SyntaxTree.NONE ? tree.child(declaration, "pattern") : name;
    return pattern == SyntaxTree.NONE ? tree.firstChild(declaration) : pattern;
  }

  private String lastName(int target) {
    if (target == SyntaxTree.NONE) {
      return "";
    }
    return switch (tree.kind(target)) {
      case "identifier" -> tree.text(target);
      case "member_expression" -> tree.text(tree.child(target, "property"));
      case "attribute" -> tree.text(tree.child(target, "attribute"));
      default -> "";
    };
  }

  /** Whether a name, in whatever case, is that of an address to listen on. */
  static boolean isHost(String name) {
    if (name.isEmpty() || name.length() > 60) {
      return false;
    }
    String snake = name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    return HOST.matcher(snake).matches() && !OTHER.matcher(snake).matches();
  }
}
