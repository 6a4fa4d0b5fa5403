package io.mcpscore.engine.check.http;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A place that lets every origin read answers.
 *
 * @param node the call or the member that does
 * @param credentials whether requests carry the credentials of the browser
 */
public record CorsSetting(int node, boolean credentials) {

  private static final String HEADER = "access-control-allow-origin";
  private static final String CREDENTIALS = "allow-credentials";

  /** Those of one module. */
  public static Stream<CorsSetting> in(CheckContext context, SourceModule module) {
    SyntaxTree tree = module.tree();
    return tree.subtree(0).mapToObj(n -> at(context, module, n)).flatMap(Optional::stream);
  }

  private static Optional<CorsSetting> at(CheckContext context, SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    return switch (tree.kind(node)) {
      case "call_expression", "call" ->
          ExternalCalls.isCall(tree, node)
              ? ofCall(context, CallSites.at(context, module, node))
              : Optional.empty();
      case "pair" -> ofPair(module, node);
      case "assignment" -> ofItem(module, node);
      default -> Optional.empty();
    };
  }

  private static Optional<CorsSetting> ofCall(CheckContext context, Call call) {
    String name = CallSites.name(call);
    boolean script = call.module().file().language().isScript();
    return switch (name) {
      case "cors" -> script ? ofCors(call) : Optional.empty();
      case "enableCors" -> script ? ofCors(call) : Optional.empty();
      case "setHeader", "header", "set", "append", "writeHeader" -> ofHeader(call);
      case "add_middleware", "Middleware", "CORSMiddleware" -> ofMiddleware(context, call);
      case "CORS" -> ofFlask(context, call);
      default -> Optional.empty();
    };
  }

  /** The packages {@code cors}, {@code hono/cors}: every origin when none is named. */
  private static Optional<CorsSetting> ofCors(Call call) {
    SyntaxTree tree = call.tree();
    int options = call.argument(0);
    if (options == SyntaxTree.NONE) {
      boolean package_ = call.callee().startsWith("cors") || call.callee().startsWith("hono/cors");
      return package_ ? Optional.of(new CorsSetting(call.node(), false)) : Optional.empty();
    }
    if (!tree.is(options, "object")
        || tree.namedChildren(options).anyMatch(c -> tree.is(c, "spread_element"))) {
      return Optional.empty();
    }
    int origin = Members.value(tree, options, "origin");
    boolean credentials = tree.text(Members.value(tree, options, "credentials")).equals("true");
    boolean star = origin == SyntaxTree.NONE || isStar(tree, origin);
    // The package answers with the origin of the request, and thus lets in every one.
    boolean reflected = tree.text(origin).equals("true") || isEcho(call.module(), origin);
    boolean unset = hasOriginShorthand(tree, options);
    return (star && !unset) || reflected
        ? Optional.of(new CorsSetting(call.node(), credentials && reflected))
        : Optional.empty();
  }

  private static boolean hasOriginShorthand(SyntaxTree tree, int options) {
    return tree.namedChildren(options)
        .anyMatch(
            c -> {
              boolean shorthand = tree.is(c, "shorthand_property_identifier");
              boolean method =
                  tree.is(c, "method_definition")
                      && tree.text(tree.child(c, "name")).equals("origin");
              return method || (shorthand && tree.text(c).equals("origin"));
            });
  }

  /** {@code (origin) => origin}, {@code (origin, callback) => callback(null, true)}. */
  private static boolean isEcho(SourceModule module, int origin) {
    SyntaxTree tree = module.tree();
    if (origin == SyntaxTree.NONE || !module.isFunction(origin)) {
      return false;
    }
    int body = tree.child(origin, "body");
    int parameters = tree.child(origin, "parameters");
    int first = tree.namedChild(parameters, 0);
    int single = tree.child(origin, "parameter");
    String parameter =
        tree.text(single == SyntaxTree.NONE ? first : single).replaceFirst(":.*", "");
    String text = tree.end(body) - tree.start(body) < 80 ? tree.text(body).strip() : "";
    return !text.isEmpty()
        && (text.equals(parameter)
            || text.matches("\\{?\\s*(?:return )?\\w{1,30}\\(null, ?true\\);?\\s*\\}?"));
  }

  private static Optional<CorsSetting> ofHeader(Call call) {
    SyntaxTree tree = call.tree();
    int name = call.argument(0);
    if (!isText(tree, name, HEADER)) {
      return Optional.empty();
    }
    return ofValue(call.module(), call.node(), call.argument(1));
  }

  private static Optional<CorsSetting> ofPair(SourceModule module, int pair) {
    SyntaxTree tree = module.tree();
    return isText(tree, tree.child(pair, "key"), HEADER)
        ? ofValue(module, pair, tree.child(pair, "value"))
        : Optional.empty();
  }

  /** {@code response.headers["Access-Control-Allow-Origin"] = "*"}. */
  private static Optional<CorsSetting> ofItem(SourceModule module, int assignment) {
    SyntaxTree tree = module.tree();
    int left = tree.child(assignment, "left");
    return tree.is(left, "subscript") && isText(tree, tree.child(left, "subscript"), HEADER)
        ? ofValue(module, assignment, tree.child(assignment, "right"))
        : Optional.empty();
  }

  private static Optional<CorsSetting> ofValue(SourceModule module, int node, int value) {
    SyntaxTree tree = module.tree();
    boolean star = isStar(tree, value);
    boolean reflected = !star && reflects(module, value);
    return star || reflected
        ? Optional.of(new CorsSetting(node, reflected && withCredentials(module, node)))
        : Optional.empty();
  }

  /** The origin of the request itself, in a function that compares it with nothing. */
  private static boolean reflects(SourceModule module, int value) {
    SyntaxTree tree = module.tree();
    int read =
        tree.subtree(value)
            .filter(n -> HeaderReads.header(module, n).equals("origin"))
            .findFirst()
            .orElse(SyntaxTree.NONE);
    if (read == SyntaxTree.NONE) {
      return false;
    }
    int scope = Functions.scope(module, value);
    String text = tree.text(scope);
    return text.length() < 20_000
        && !text.matches(
            "(?is).*(?:includes\\(|\\.has\\(|allowed|whitelist|\\.test\\(|origin\\s{0,3}(?:===|in )).*");
  }

  private static boolean withCredentials(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    int scope = Functions.scope(module, node);
    return tree.subtree(scope)
        .filter(n -> Literals.isString(tree, n))
        .anyMatch(n -> Literals.content(tree, n).toLowerCase(Locale.ROOT).endsWith(CREDENTIALS));
  }

  private static Optional<CorsSetting> ofMiddleware(CheckContext context, Call call) {
    SyntaxTree tree = call.tree();
    boolean cors =
        CallSites.name(call).equals("CORSMiddleware")
            || tree.text(call.argument(0)).endsWith("CORSMiddleware");
    if (!cors || !isEveryOrigin(context, call)) {
      return Optional.empty();
    }
    // The middleware answers with the origin of the request when credentials are allowed.
    boolean credentials = tree.text(call.option("allow_credentials")).equals("True");
    return Optional.of(new CorsSetting(call.node(), credentials));
  }

  private static boolean isEveryOrigin(CheckContext context, Call call) {
    var origins = context.program().constant(call.module(), call.option("allow_origins"));
    boolean star = origins.isArray() && origins.size() > 0 && origins.get(0).asText().equals("*");
    String pattern =
        context.program().constant(call.module(), call.option("allow_origin_regex")).asText();
    return star || pattern.equals(".*");
  }

  /** Flask: every origin when none is named. */
  private static Optional<CorsSetting> ofFlask(CheckContext context, Call call) {
    boolean flask = call.callee().startsWith("flask_cors");
    int origins = call.option("origins");
    String named = context.program().constant(call.module(), origins).asText();
    boolean open =
        (origins == SyntaxTree.NONE && call.option("resources") == SyntaxTree.NONE)
            || named.equals("*");
    boolean credentials = call.tree().text(call.option("supports_credentials")).equals("True");
    return flask && open
        ? Optional.of(new CorsSetting(call.node(), credentials))
        : Optional.empty();
  }

  private static boolean isStar(SyntaxTree tree, int node) {
    int item = tree.is(node, "array") ? tree.namedChild(node, 0) : node;
    return isText(tree, item, "*");
  }

  private static boolean isText(SyntaxTree tree, int node, String text) {
    return Literals.isString(tree, node)
        && tree.end(node) - tree.start(node) < 60
        && Literals.content(tree, node).toLowerCase(Locale.ROOT).equals(text);
  }
}
