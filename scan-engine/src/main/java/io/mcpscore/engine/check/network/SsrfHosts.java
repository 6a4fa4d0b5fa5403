package io.mcpscore.engine.check.network;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.GivenValues;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.HandOver;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Follows a host, an origin or a resolved address back to the address object or text it is of. */
final class SsrfHosts {

  private static final int MOST_STEPS = 14;
  private static final Pattern HOST =
      Pattern.compile("host|hostname|netloc|origin|hostname_ascii|address|ip");
  private static final Pattern PARSING =
      Pattern.compile("(?:.{0,60}\\.)?(?:URL|urlparse|urlsplit|parse|AnyUrl|AnyHttpUrl|HttpUrl)");
  private static final Pattern RESOLVING =
      Pattern.compile(
          "(?:.{0,60}\\.)?(?:ip_address|ip_network|IPv4Address|IPv6Address|gethostbyname|gethostbyname_ex|getaddrinfo"
              + "|lookup|resolve|resolve4|resolve6|str|String|list|set|dnsLookup|to_thread|run_in_executor|process)");
  private static final Pattern SAME =
      Pattern.compile(
          "(?:lower|toLowerCase|strip|rstrip|lstrip|trim|replace|split|toString|casefold|range|kind)");

  private final SourceModule module;
  private final SyntaxTree tree;

  SsrfHosts(SourceModule module) {
    this.module = module;
    this.tree = module.tree();
  }

  /** Whether an expression is the host or origin of something. */
  boolean isHost(int expression) {
    return root(expression) != NONE && hostly(expression, MOST_STEPS);
  }

  private boolean hostly(int expression, int steps) {
    if (expression == NONE || steps == 0) {
      return false;
    }
    return switch (tree.kind(expression)) {
      case "member_expression", "attribute" ->
          HOST.matcher(property(expression)).matches() || hostly(object(expression), steps - 1);
      case "identifier" ->
          tree.text(expression)
                  .toLowerCase(Locale.ROOT)
                  .matches(".{0,40}(?:host|hostname|netloc|domain|origin|ip|addr)")
              || GivenValues.of(module, expression).stream().anyMatch(v -> hostly(v, steps - 1));
      case "call_expression", "call" ->
          hostly(object(tree.child(expression, "function")), steps - 1);
      case "subscript_expression",
          "subscript",
          "parenthesized_expression",
          "binary_expression",
          "boolean_operator" ->
          hostly(tree.namedChild(expression, 0), steps - 1);
      default -> false;
    };
  }

  /** The name of the address that an expression is a part of, or {@code NONE}. */
  int root(int expression) {
    int node = expression;
    for (int i = 0; i < MOST_STEPS && node != NONE; i++) {
      int next = step(node);
      if (next == node) {
        return node;
      }
      node = next;
    }
    return NONE;
  }

  private int step(int node) {
    return switch (tree.kind(node)) {
      case "member_expression", "attribute" ->
          HOST.matcher(property(node)).matches() ? object(node) : node;
      case "subscript_expression" -> tree.child(node, "object");
      case "subscript" -> tree.child(node, "value");
      case "await_expression",
          "await",
          "parenthesized_expression",
          "as_expression",
          "non_null_expression",
          "binary_expression",
          "boolean_operator" ->
          tree.namedChild(node, 0);
      case "call_expression", "new_expression", "call" -> call(node);
      case "identifier" -> name(node);
      default -> NONE;
    };
  }

  private int call(int node) {
    if (!ExternalCalls.isCall(tree, node)) {
      return NONE;
    }
    int function = tree.child(node, "function");
    int callee = function == NONE ? tree.child(node, "constructor") : function;
    String text = tree.text(callee);
    int list = tree.child(node, "arguments");
    if (text.length() < 80
        && (PARSING.matcher(text).matches() || RESOLVING.matcher(text).matches())) {
      OptionalInt handed = HandOver.place(text.substring(text.lastIndexOf('.') + 1));
      return tree.namedChild(list, handed.isPresent() ? handed.getAsInt() + 1 : 0);
    }
    return SAME.matcher(property(callee)).matches() ? object(callee) : NONE;
  }

  /** A parsed address is a place of its own; a host, also one taken out of it, is followed on. */
  private int name(int identifier) {
    List<Integer> values = GivenValues.of(module, identifier);
    int value = values.isEmpty() ? declared(identifier) : values.getFirst();
    if (value == NONE || (isParsed(value) && !values.isEmpty())) {
      return identifier;
    }
    return step(value) == NONE ? identifier : value;
  }

  /** What a loop variable or a destructured name comes from. */
  private int declared(int identifier) {
    if (!(module.binding(identifier).orElse(null) instanceof Binding.Variable v)) {
      return NONE;
    }
    int at = v.declaration();
    for (int i = 0; i < 6 && at > 0; i++) {
      if (tree.is(at, "variable_declarator")) {
        return tree.child(at, "value");
      }
      if (tree.kind(at).matches("for_statement|for_in_statement|for_in_clause|assignment")) {
        return tree.child(at, "right");
      }
      at = tree.parent(at);
    }
    return NONE;
  }

  private boolean isParsed(int value) {
    int function = tree.child(value, "function");
    int callee = function == NONE ? tree.child(value, "constructor") : function;
    String text = tree.text(callee);
    return !text.isEmpty() && text.length() < 80 && PARSING.matcher(text).matches();
  }

  private int object(int member) {
    return tree.child(member, "object");
  }

  private String property(int member) {
    int property = tree.child(member, "property");
    return tree.text(property == NONE ? tree.child(member, "attribute") : property);
  }
}
