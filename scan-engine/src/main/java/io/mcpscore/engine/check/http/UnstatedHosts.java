package io.mcpscore.engine.check.http;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Listening calls that name no host, in libraries that then take every interface. */
final class UnstatedHosts {

  /** Makers of servers whose {@code listen(port)} takes every interface; fastify is not one. */
  private static final Pattern SERVER =
      Pattern.compile(
          "(?:express|http|https|http2|koa|connect|polka|restify|net|@modelcontextprotocol/.{1,120})"
              + "(?:\\.\\w{1,40})?(?:\\(\\))?.{0,60}\\.listen");

  private static final Pattern SERVER_NAME =
      Pattern.compile(
          "(?:this\\.|self\\.)?(?:_?http)?_?(?:app|server|express|httpServer)\\.listen");
  private static final Pattern CALLBACK =
      Pattern.compile(
          "(?i).*(?:callback|cb|done|resolve|handler|listening|ready)|on[A-Z]\\w{0,40}");

  private UnstatedHosts() {}

  static IntStream in(CheckContext context, SourceModule module) {
    if (!module.file().language().isScript()
        || !CallSites.mentions(module.file(), ".listen(", "Bun.serve", "Deno.serve", "serve({")) {
      return IntStream.empty();
    }
    return CallSites.in(context, module).filter(c -> isUnstated(context, c)).mapToInt(Call::node);
  }

  private static boolean isUnstated(CheckContext context, Call call) {
    return switch (call.callee()) {
      case "Bun.serve", "Deno.serve", "@hono/node-server.serve" -> isServe(call);
      default -> CallSites.name(call).equals("listen") && isListen(context, call);
    };
  }

  private static boolean isServe(Call call) {
    int options = call.argument(0);
    SyntaxTree tree = call.tree();
    boolean open = tree.is(options, "object") && !spreads(tree, options);
    return open
        && call.option("port") != SyntaxTree.NONE
        && call.option("hostname") == SyntaxTree.NONE
        && call.option("unix") == SyntaxTree.NONE;
  }

  private static boolean isListen(CheckContext context, Call call) {
    boolean resolved = SERVER.matcher(call.callee()).matches();
    boolean named =
        SERVER_NAME.matcher(call.callee()).matches()
            && CallSites.mentions(
                call.module().file(), "express", "http", "koa", "createMcpExpressApp");
    if ((!resolved && !named) || call.arguments().isEmpty()) {
      return false;
    }
    SyntaxTree tree = call.tree();
    int first = call.argument(0);
    if (tree.is(first, "object")) {
      return call.option("port") != SyntaxTree.NONE
          && call.option("host") == SyntaxTree.NONE
          && !spreads(tree, first);
    }
    return isPort(context, call, first) && !isHost(context, call, call.argument(1));
  }

  /** A constant other than 0, which asks for any free port, or an expression for a port. */
  private static boolean isPort(CheckContext context, Call call, int expression) {
    var constant = context.program().constant(call.module(), expression);
    if (constant.isMissingNode()) {
      boolean code = call.module().isFunction(expression);
      String text = call.tree().text(expression);
      return !code
          && text.length() < 120
          && text.matches("(?is).*(?:port|options|opts|config|args).*");
    }
    return constant.asText().matches("[1-9][0-9]{0,4}");
  }

  private static boolean isHost(CheckContext context, Call call, int expression) {
    if (expression == SyntaxTree.NONE || call.module().isFunction(expression)) {
      return false;
    }
    Target target = context.program().resolve(call.module(), expression).orElse(null);
    if (target instanceof Target.Defined d && d.module().isFunction(d.node())) {
      return false;
    }
    String text = call.tree().text(expression);
    return !CALLBACK.matcher(text).matches() && !text.matches("[0-9]{1,6}");
  }

  private static boolean spreads(SyntaxTree tree, int object) {
    return tree.namedChildren(object).anyMatch(c -> tree.is(c, "spread_element"));
  }
}
