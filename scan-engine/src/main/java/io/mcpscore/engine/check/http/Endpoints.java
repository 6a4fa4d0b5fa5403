package io.mcpscore.engine.check.http;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.http.Endpoint.Kind;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds where MCP endpoints are offered over HTTP. */
public final class Endpoints {

  private static final Set<String> SCRIPT_TRANSPORTS =
      Set.of(
          "StreamableHTTPServerTransport",
          "SSEServerTransport",
          "NodeStreamableHTTPServerTransport",
          "WebStandardStreamableHTTPServerTransport",
          "StreamableHTTPTransport");

  /** Functions that answer MCP requests in the routes of a framework. */
  private static final Set<String> SCRIPT_HANDLERS =
      Set.of("createMcpHandler", "createMcpRouteHandler", "createMcpExpressHandler");

  private static final Set<String> PYTHON_APPS =
      Set.of(
          "run_http_async",
          "run_sse_async",
          "run_streamable_http_async",
          "http_app",
          "sse_app",
          "streamable_http_app");
  private static final Set<String> PYTHON_TRANSPORTS =
      Set.of("StreamableHTTPSessionManager", "SseServerTransport");
  private static final Set<String> RUNS = Set.of("run", "run_async");

  private static final String[] WORDS = {
    "ServerTransport",
    "HTTPTransport",
    "createMcp",
    "transportType",
    "transport=",
    "_app(",
    "_app,",
    "_async(",
    "HTTPSessionManager",
    ".run(\"",
    ".run('"
  };

  private Endpoints() {}

  /** All of them, ordered by file and place. */
  public static List<Endpoint> of(CheckContext context) {
    List<Endpoint> out = new ArrayList<>();
    CallSites.modules(context)
        .filter(m -> CallSites.mentions(m.file(), WORDS))
        .forEach(
            m ->
                CallSites.in(context, m)
                    .flatMap(c -> endpoint(context, c).stream())
                    .forEach(out::add));
    return out;
  }

  private static Optional<Endpoint> endpoint(CheckContext context, Call call) {
    return call.module().file().language().isScript()
        ? script(context, call)
        : python(context, call);
  }

  private static Optional<Endpoint> script(CheckContext context, Call call) {
    String name = CallSites.name(call);
    if (SCRIPT_TRANSPORTS.contains(name) && call.tree().is(call.node(), "new_expression")) {
      return Optional.of(new Endpoint(call, Kind.SCRIPT_TRANSPORT, true));
    }
    if (SCRIPT_HANDLERS.contains(name)) {
      return Optional.of(new Endpoint(call, Kind.SCRIPT_TRANSPORT, true));
    }
    if (!name.equals("start") || call.option("transportType") == SyntaxTree.NONE) {
      return Optional.empty();
    }
    return chosen(context, call, call.option("transportType"), Kind.SCRIPT_FASTMCP);
  }

  private static Optional<Endpoint> python(CheckContext context, Call call) {
    String name = CallSites.name(call);
    if (PYTHON_TRANSPORTS.contains(name)) {
      return Optional.of(new Endpoint(call, Kind.PYTHON_TRANSPORT, true));
    }
    Kind kind = pythonKind(call);
    if (PYTHON_APPS.contains(name) && call.receiver() != SyntaxTree.NONE) {
      return Optional.of(new Endpoint(call, kind, true));
    }
    // The Python SDK names the transport first.
    int first = Literals.isString(call.tree(), call.argument(0)) ? call.argument(0) : -1;
    int transport = call.option("transport");
    int chosen = transport == SyntaxTree.NONE ? first : transport;
    boolean runs = RUNS.contains(name) && call.receiver() != SyntaxTree.NONE;
    return runs && chosen != SyntaxTree.NONE
        ? chosen(context, call, chosen, kind)
        : Optional.empty();
  }

  private static Kind pythonKind(Call call) {
    if (call.callee().startsWith("mcp.")) {
      return Kind.PYTHON_SDK;
    }
    boolean sdk =
        !call.callee().startsWith("fastmcp.")
            && CallSites.mentions(call.module().file(), "mcp.server.fastmcp");
    return sdk ? Kind.PYTHON_SDK : Kind.PYTHON_FASTMCP;
  }

  private static Optional<Endpoint> chosen(
      CheckContext context, Call call, int transport, Kind kind) {
    String name = context.program().constant(call.module(), transport).asText("");
    return switch (name) {
      case "stdio" -> Optional.empty();
      case "sse", "http", "streamable-http", "httpStream", "streamable_http" ->
          Optional.of(new Endpoint(call, kind, true));
      // An address or a port that is handed over says that HTTP is meant.
      default -> {
        boolean python = kind != Kind.SCRIPT_FASTMCP;
        boolean addressed = call.option("port") != SyntaxTree.NONE;
        yield name.isEmpty() && (python || addressed)
            ? Optional.of(new Endpoint(call, kind, addressed))
            : Optional.empty();
      }
    };
  }
}
