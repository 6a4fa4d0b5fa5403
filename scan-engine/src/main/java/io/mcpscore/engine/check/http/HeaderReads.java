package io.mcpscore.engine.check.http;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Places that read a header of an incoming request, as opposed to those that set one. */
public final class HeaderReads {

  private static final Pattern CREDENTIAL =
      Pattern.compile(
          "authorization|cookie|(?:x-)?[a-z0-9-]{0,30}(?:api-?key|auth|token|secret|access-?key)");
  private static final Set<String> SETTERS =
      Set.of(
          "set",
          "append",
          "setHeader",
          "setRequestHeader",
          "header_set",
          "add",
          "update",
          "delete");
  private static final Set<String> READERS =
      Set.of("get", "header", "getHeader", "getlist", "getAll", "get_header");

  private HeaderReads() {}

  /** Name of the header that a node reads, in lower case, or the empty text. */
  public static String header(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    return switch (tree.kind(node)) {
      case "member_expression" ->
          isHeaders(tree, tree.child(node, "object")) && !isTarget(tree, node)
              ? tree.text(tree.child(node, "property")).toLowerCase(Locale.ROOT)
              : "";
      case "subscript_expression" -> item(tree, node, tree.child(node, "index"));
      case "subscript" -> item(tree, node, tree.child(node, "subscript"));
      case "call_expression", "call" ->
          ExternalCalls.isCall(tree, node) ? lookUp(module, node) : "";
      default -> "";
    };
  }

  /** Whether a header names who calls. */
  public static boolean isCredential(String header) {
    return !header.isEmpty()
        && CREDENTIAL.matcher(header).matches()
        && !header.endsWith("csrf-token")
        && !header.endsWith("xsrf-token");
  }

  private static String item(SyntaxTree tree, int node, int key) {
    int object = tree.child(node, tree.is(node, "subscript") ? "value" : "object");
    boolean read = isHeaders(tree, object) && !isTarget(tree, node);
    return read && Literals.isString(tree, key)
        ? Literals.content(tree, key).toLowerCase(Locale.ROOT)
        : "";
  }

  private static String lookUp(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    Call call = new Call(module, node, "");
    String name = CallSites.name(call);
    if (!READERS.contains(name) || SETTERS.contains(name)) {
      return "";
    }
    int key = call.argument(0);
    int object = tree.child(call.function(), "object");
    boolean request = isHeaders(tree, object) || isRequest(tree, object);
    return request && Literals.isString(tree, key) && call.arguments().size() <= 2
        ? Literals.content(tree, key).toLowerCase(Locale.ROOT)
        : "";
  }

  private static boolean isHeaders(SyntaxTree tree, int object) {
    String name = lastName(tree, object);
    return name.toLowerCase(Locale.ROOT).endsWith("headers");
  }

  /** {@code req.header(name)}, {@code ctx.req.header(name)}, {@code request.get(name)}. */
  private static boolean isRequest(SyntaxTree tree, int object) {
    String name = lastName(tree, object);
    return name.equals("req") || name.equals("request");
  }

  private static String lastName(SyntaxTree tree, int object) {
    if (object == SyntaxTree.NONE) {
      return "";
    }
    return switch (tree.kind(object)) {
      case "identifier" -> tree.text(object);
      case "member_expression" -> tree.text(tree.child(object, "property"));
      case "attribute" -> tree.text(tree.child(object, "attribute"));
      case "call" -> {
        String callee = tree.text(tree.child(object, "function"));
        yield callee.endsWith("headers") ? "headers" : "";
      }
      case "parenthesized_expression", "as_expression", "non_null_expression" ->
          tree.is(tree.namedChild(object, 0), "member_expression")
              ? tree.text(tree.child(tree.namedChild(object, 0), "property"))
              : tree.text(tree.namedChild(object, 0));
      default -> "";
    };
  }

  private static boolean isTarget(SyntaxTree tree, int node) {
    return tree.field(node).equals("left")
        && (tree.is(tree.parent(node), "assignment_expression")
            || tree.is(tree.parent(node), "assignment"));
  }
}
