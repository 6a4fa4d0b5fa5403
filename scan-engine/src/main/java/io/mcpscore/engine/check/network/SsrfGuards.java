package io.mcpscore.engine.check.network;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.TextTests;
import io.mcpscore.engine.check.ValueTests;
import io.mcpscore.engine.flow.SinkRule.Guard;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.regex.Harm;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tests that decide where a request may go: a parsed host in a list or equal to one, a domain with
 * its dot, and tests for private addresses.
 */
final class SsrfGuards {

  private static final Set<String> PRIVATE =
      Set.of("is_private", "is_loopback", "is_link_local", "is_reserved", "is_unspecified");
  private static final Pattern REFUSING =
      Pattern.compile(
          "(?i)(?:.{0,60}\\.)?_{0,2}\\w{0,30}(?:private|internal|loopback|reserved|blocked|forbidden|denied|disallowed|unsafe|ssrf|local_?(?:host|address|ip)|metadata)\\w{0,30}");
  private static final Pattern ALLOWING =
      Pattern.compile(
          "(?i)(?:.{0,60}\\.)?_{0,2}\\w{0,30}(?:allow|permit|public|trusted|safe|whitelist|valid)\\w{0,30}(?:url|host|domain|origin|addr|ip|uri)\\w{0,20}");
  private static final Pattern RANGES =
      Pattern.compile(
          "(?s).{0,300}(?:127\\\\?\\.|10\\\\?\\.|192\\\\?\\.168|169\\\\?\\.254|172\\\\?\\.|localhost|::1|f[cd]00|fe80).{0,600}");

  private static final Pattern CLOSED_PREFIX =
      Pattern.compile("(?i)https?://[a-z0-9.:-]{3,100}/.{0,200}");
  private static final Pattern CLOSED_PATTERN =
      Pattern.compile(
          "(?is)[r/]{0,2}[\"'`]?\\^https\\??:(?:\\\\?/){2}[a-z0-9\\\\.()|?:\\[\\]+*-]{3,200}(?:/|\\$).{0,200}");
  private static final Pattern ALLOWED_PATTERN =
      Pattern.compile("(?i)\\w{0,40}(?:allow|domain|host|supported|trusted)\\w{0,40}");

  private final Program program;
  private final SourceModule module;
  private final SyntaxTree tree;
  private final SsrfHosts hosts;

  SsrfGuards(Program program, SourceModule module) {
    this.program = program;
    this.module = module;
    this.tree = module.tree();
    this.hosts = new SsrfHosts(module);
  }

  /** What a condition says about an address. */
  Optional<Guard> of(int condition) {
    return ofHost(condition)
        // A name without a dot is a label of a host at most.
        .or(() -> new TextTests(program, module).of(condition, Harm.BEYOND_NAMES));
  }

  private Optional<Guard> ofHost(int condition) {
    return switch (tree.kind(condition)) {
      case "attribute", "member_expression" -> ofAttribute(condition);
      case "call_expression" -> ofCall(condition);
      case "call" -> tree.isNamed(condition) ? ofCall(condition) : Optional.empty();
      case "comparison_operator", "binary_expression" -> ofComparison(condition);
      default -> Optional.empty();
    };
  }

  private Optional<Guard> ofAttribute(int node) {
    String name = property(node);
    boolean refusing = PRIVATE.contains(name);
    return refusing || name.equals("is_global")
        ? guard(hosts.root(tree.child(node, "object")), !refusing)
        : Optional.empty();
  }

  private Optional<Guard> ofCall(int call) {
    int function = tree.child(call, "function");
    int object = tree.child(function, "object");
    int first = tree.namedChild(tree.child(call, "arguments"), 0);
    String method = object == NONE ? tree.text(function) : property(function);
    String callee = tree.text(function);
    if (callee.length() > 160 || first == NONE) {
      return Optional.empty();
    }
    Optional<Guard> whole = ofAddress(call, method, object, first);
    if (whole.isPresent()) {
      return whole;
    }
    if (method.matches("startsWith|startswith")) {
      return hosts.isHost(object) && RANGES.matcher(tree.text(first)).matches()
          ? guard(hosts.root(object), false)
          : Optional.empty();
    }
    if (method.matches("endsWith|endswith")) {
      boolean dotted = Literals.isString(tree, first) && startsWithDot(first);
      return dotted && hosts.isHost(object) ? guard(hosts.root(object), true) : Optional.empty();
    }
    boolean listed = method.matches("includes|has|test|match");
    if (listed && hosts.isHost(first)) {
      boolean refusing = REFUSING.matcher(tree.text(object)).matches() || isRanges(object);
      return refusing
          ? guard(hosts.root(first), false)
          : usual(call).map(g -> new Guard(hosts.root(first), g.harmlessWhen()));
    }
    if (REFUSING.matcher(callee).matches()) {
      return guard(hosts.root(first), false);
    }
    boolean external = program.resolve(module, function).isEmpty();
    return external && ALLOWING.matcher(callee).matches()
        ? guard(hosts.root(first), true)
        : Optional.empty();
  }

  /** A test of the address as a text: its beginning up to the slash behind the host. */
  private Optional<Guard> ofAddress(int call, String method, int object, int first) {
    if (method.matches("startsWith|startswith")) {
      String prefix = program.constant(module, first).asText("");
      boolean closed = CLOSED_PREFIX.matcher(prefix).matches();
      return closed ? guard(object, true) : Optional.empty();
    }
    boolean python = tree.text(object).equals("re") && method.matches("match|fullmatch");
    int pattern = python ? first : object;
    int value = python ? tree.namedChild(tree.child(call, "arguments"), 1) : first;
    boolean tests = python || (method.matches("test|match|fullmatch") && pattern != NONE);
    if (!tests || hosts.isHost(value)) {
      return Optional.empty();
    }
    String text = tree.text(pattern);
    boolean closed = text.length() < 400 && CLOSED_PATTERN.matcher(text).matches();
    boolean listed = tree.is(pattern, "identifier") && ALLOWED_PATTERN.matcher(text).matches();
    return closed || listed ? guard(value, true) : Optional.empty();
  }

  private boolean isRanges(int object) {
    return object != NONE
        && tree.text(object).length() < 800
        && RANGES.matcher(tree.text(object)).matches();
  }

  /** A template such as {@code `.${domain}`} begins with a dot as well. */
  private boolean startsWithDot(int string) {
    String content = Literals.content(tree, string);
    return content.startsWith(".") || content.startsWith("{\".\"");
  }

  private Optional<Guard> ofComparison(int node) {
    int left = tree.namedChild(node, 0);
    int right = tree.namedChild(node, 1);
    if (left == NONE || right == NONE) {
      return Optional.empty();
    }
    String operator =
        tree.source().slice(tree.end(left), Math.max(tree.end(left), tree.start(right))).strip();
    if (operator.matches("(?:not\\s{1,9})?in")) {
      return hosts.isHost(left)
          ? membership(node, left, right, operator.equals("in"))
          : Optional.empty();
    }
    if (!operator.matches("[=!]={1,2}")) {
      return Optional.empty();
    }
    boolean equal = operator.startsWith("=");
    boolean unicast =
        ExternalCalls.isCall(tree, left) && property(tree.child(left, "function")).equals("range");
    int host = hosts.isHost(left) || unicast ? left : hosts.isHost(right) ? right : NONE;
    return host == NONE ? Optional.empty() : guard(hosts.root(host), equal);
  }

  private Optional<Guard> membership(int node, int left, int right, boolean isIn) {
    boolean refusing = REFUSING.matcher(tree.text(right)).matches() || isRanges(right);
    return refusing
        ? guard(hosts.root(left), !isIn)
        : usual(node).map(g -> new Guard(hosts.root(left), g.harmlessWhen()));
  }

  private Optional<Guard> usual(int condition) {
    return ValueTests.of(program, module, condition);
  }

  private String property(int member) {
    int property = tree.child(member, "property");
    return tree.text(property == NONE ? tree.child(member, "attribute") : property);
  }

  private static Optional<Guard> guard(int value, boolean harmlessWhen) {
    return value == NONE ? Optional.empty() : Optional.of(new Guard(value, harmlessWhen));
  }
}
