package io.mcpscore.engine.check.http;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.check.http.CorsOrigins.Breadth;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
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
  private static final Pattern PACKAGE = Pattern.compile("cors|hono/cors|@koa/cors|@fastify/cors");

  /** Those of one module. */
  public static Stream<CorsSetting> in(CheckContext context, SourceModule module) {
    return module
        .tree()
        .ofKinds("call_expression", "call", "pair", "assignment", "assignment_expression")
        .mapToObj(n -> at(context, module, n))
        .flatMap(Optional::stream);
  }

  private static Optional<CorsSetting> at(CheckContext context, SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    return switch (tree.kind(node)) {
      case "call_expression", "call" ->
          ExternalCalls.isCall(tree, node)
              ? ofCall(context, CallSites.at(context, module, node))
              : Optional.empty();
      case "pair" -> ofPair(module, node);
      case "assignment", "assignment_expression" -> ofItem(module, node);
      default -> Optional.empty();
    };
  }

  private static Optional<CorsSetting> ofCall(CheckContext context, Call call) {
    String name = CallSites.name(call);
    boolean script = call.module().file().language().isScript();
    return switch (name) {
      case "cors", "enableCors" -> script ? ofCors(context, call, 0) : Optional.empty();
      case "register" -> script ? ofPlugin(context, call) : Optional.empty();
      case "setHeader", "header", "set", "append", "writeHeader" -> ofHeader(call);
      case "add_middleware", "Middleware", "CORSMiddleware" -> ofMiddleware(context, call);
      case "CORS" -> ofFlask(context, call);
      case "ResourceOptions" -> ofAiohttp(context, call);
      default -> Optional.empty();
    };
  }

  /** The packages {@code cors}, {@code hono/cors}: every origin when none is named. */
  private static Optional<CorsSetting> ofCors(CheckContext context, Call call, int place) {
    int given = call.argument(place);
    if (given == SyntaxTree.NONE) {
      boolean known = PACKAGE.matcher(call.callee()).lookingAt() || place > 0;
      return known ? Optional.of(new CorsSetting(call.node(), false)) : Optional.empty();
    }
    Target.Defined options = options(context, call.module(), given);
    SyntaxTree tree = options.module().tree();
    int object = options.node();
    if (!tree.is(object, "object")
        || tree.namedChildren(object).anyMatch(c -> tree.is(c, "spread_element"))) {
      return Optional.empty();
    }
    int origin = origin(tree, object);
    Breadth breadth =
        origin == SyntaxTree.NONE
            ? Breadth.ALL
            : new CorsOrigins(context).of(options.module(), origin);
    boolean credentials = isTrue(context, options.module(), object, "credentials");
    return setting(call.node(), breadth, credentials);
  }

  private static Target.Defined options(CheckContext context, SourceModule module, int given) {
    int value = Expressions.valueOf(module, given);
    return !module.tree().is(value, "object")
            && context.program().resolve(module, given).orElse(null) instanceof Target.Defined d
        ? d
        : new Target.Defined(module, value);
  }

  /** The member {@code origin}, also as a method. */
  private static int origin(SyntaxTree tree, int options) {
    int value = Members.value(tree, options, "origin");
    return value != SyntaxTree.NONE
        ? value
        : tree.namedChildren(options)
            .filter(c -> tree.is(c, "method_definition"))
            .filter(c -> tree.text(tree.child(c, "name")).equals("origin"))
            .findFirst()
            .orElse(SyntaxTree.NONE);
  }

  private static boolean isTrue(
      CheckContext context, SourceModule module, int options, String name) {
    int value = Members.value(module.tree(), options, name);
    return value != SyntaxTree.NONE && context.program().constant(module, value).asBoolean(false);
  }

  private static Optional<CorsSetting> setting(int node, Breadth breadth, boolean credentials) {
    return breadth == Breadth.SOME
        ? Optional.empty()
        : Optional.of(new CorsSetting(node, credentials && breadth == Breadth.REFLECTED));
  }

  /** {@code app.register(cors, options)} of Fastify. */
  private static Optional<CorsSetting> ofPlugin(CheckContext context, Call call) {
    int plugin = call.argument(0);
    String text = call.tree().brief(plugin, 100);
    boolean cors =
        text.contains("fastify/cors")
            || (call.module().tree().is(plugin, "identifier")
                && call.module().binding(plugin).orElse(null) instanceof Binding.Import i
                && i.specifier().matches("@fastify/cors|fastify-cors"));
    return cors ? ofCors(context, call, 1) : Optional.empty();
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
    int key = tree.child(left, tree.is(left, "subscript") ? "subscript" : "index");
    return key != SyntaxTree.NONE && isText(tree, key, HEADER)
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
        tree.subtree(Expressions.valueOf(module, value))
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
    CorsOrigins origins = new CorsOrigins(context);
    return origins.of(call.module(), call.option("allow_origins")) == Breadth.ALL
        || origins.isAnyPattern(call.module(), call.option("allow_origin_regex"));
  }

  /** Flask: every origin when none is named. */
  private static Optional<CorsSetting> ofFlask(CheckContext context, Call call) {
    int origins = call.option("origins");
    int resources = call.option("resources");
    boolean open =
        (origins == SyntaxTree.NONE && resources == SyntaxTree.NONE)
            || new CorsOrigins(context).of(call.module(), origins) == Breadth.ALL
            || isEveryResource(context, call.module(), resources);
    boolean credentials = call.tree().text(call.option("supports_credentials")).equals("True");
    return call.callee().startsWith("flask_cors") && open
        ? Optional.of(new CorsSetting(call.node(), credentials))
        : Optional.empty();
  }

  /** <code>resources={r"/*": {"origins": "*"}}</code>. */
  private static boolean isEveryResource(CheckContext context, SourceModule module, int resources) {
    SyntaxTree tree = module.tree();
    return tree.namedChildren(resources)
        .map(pair -> Members.value(tree, tree.child(pair, "value"), "origins"))
        .filter(origins -> origins != SyntaxTree.NONE)
        .anyMatch(origins -> new CorsOrigins(context).of(module, origins) == Breadth.ALL);
  }

  /**
   * <code>aiohttp_cors.setup(app, defaults={"*": ResourceOptions(…)})</code> sends origins back.
   */
  private static Optional<CorsSetting> ofAiohttp(CheckContext context, Call call) {
    SyntaxTree tree = call.tree();
    int pair = tree.parent(call.node());
    boolean every =
        call.callee().startsWith("aiohttp_cors")
            && tree.is(pair, "pair")
            && isText(tree, tree.child(pair, "key"), "*");
    int credentials = call.option("allow_credentials");
    return every
        ? setting(
            call.node(),
            Breadth.REFLECTED,
            credentials != SyntaxTree.NONE
                && context.program().constant(call.module(), credentials).asBoolean(false))
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
