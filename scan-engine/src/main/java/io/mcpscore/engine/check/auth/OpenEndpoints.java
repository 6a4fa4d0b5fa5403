package io.mcpscore.engine.check.auth;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.auth.RouteDanger.Danger;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.HttpServers;
import io.mcpscore.engine.check.http.Served;
import io.mcpscore.engine.check.http.ServedRoutes;
import io.mcpscore.engine.program.SourceModule;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds, in one module, the worst endpoint that does for anybody what tools do. */
final class OpenEndpoints {

  /**
   * One of them.
   *
   * @param everywhere whether other machines reach it
   * @param forgotten whether the other endpoints of the module ask who is calling
   */
  record Open(Served served, Danger danger, boolean everywhere, boolean forgotten) {}

  /** What has to be open, or does nothing. */
  private static final Pattern PUBLIC =
      Pattern.compile(
          "(?i)(?:/[^/]{0,60}){0,8}/(?:health\\w{0,8}|ready\\w{0,3}|live\\w{0,5}|ping|metrics|status|version|docs"
              + "|openapi[^/]{0,10}|static|assets|oauth\\w?|authorize|token|register|login|logout"
              + "|sign-?(?:in|up|out)|callback|auth|\\.well-known|webhooks?|session|refresh)"
              + "(?:/.{0,200})?");

  /** Handlers of the protocol itself are told about where the transport is. */
  private static final Pattern TRANSPORT =
      Pattern.compile(
          "handle(?:Post)?(?:Request|Message)|handle_(?:post_message|request)|connect_sse"
              + "|\\w{0,40}ServerTransport|handleHttpRequest");

  private static final Pattern WORKER = Pattern.compile("(?:.*/)?wrangler\\.(?:jsonc?|toml)");
  private static final Pattern TELLING =
      Pattern.compile("(?i).*(?:exec|run|eval|shell|command|call|tool).*");
  private static final int MOST_NODES = 20_000;

  private final CheckContext context;
  private final HttpServers servers;
  private final RouteGuards guards;
  private final AppGuards apps;
  private final RouteDanger dangers;
  private final Map<String, Boolean> closed = new HashMap<>();

  OpenEndpoints(CheckContext context) {
    this.context = context;
    this.servers = HttpServers.of(context);
    this.guards = new RouteGuards(context);
    this.apps = new AppGuards(context, guards);
    this.dangers = new RouteDanger(context);
  }

  /** The worst of a module. */
  Optional<Open> in(SourceModule module) {
    List<Served> all = ServedRoutes.in(context, module);
    List<Served> open = all.stream().filter(this::isOpen).toList();
    if (open.isEmpty() || isContained(module)) {
      return Optional.empty();
    }
    long asking = all.stream().filter(s -> s.changes() && guards.guards(s)).count();
    boolean anybody = !asksAtAll(module);
    if (!anybody && asking < 3) {
      return Optional.empty();
    }
    boolean everywhere = servers.isEverywhere(module.file());
    return open.stream()
        .filter(s -> anybody || !isBehindApp(s))
        .map(s -> new Open(s, danger(s, anybody, asking >= open.size()), everywhere, !anybody))
        .filter(o -> o.danger() != null && isReached(o))
        .max(
            Comparator.comparingInt((Open o) -> o.danger().rank())
                .thenComparing(o -> TELLING.matcher(o.served().path()).matches())
                .thenComparingInt(o -> -o.served().route().node()));
  }

  /** Ports of containers that a worker starts are reached by that worker alone. */
  private boolean isContained(SourceModule module) {
    String path = module.file().path();
    return context.files().stream()
        .filter(f -> WORKER.matcher(f.path()).matches())
        .filter(f -> path.startsWith(f.path().substring(0, f.path().lastIndexOf('/') + 1)))
        .anyMatch(f -> CallSites.mentions(f, "\"containers\"", "[[containers]]"));
  }

  /** Beside endpoints that ask, one that acts on what the request names should ask as well. */
  private Danger danger(Served served, boolean anybody, boolean exceptional) {
    Danger danger = dangers.of(served);
    return danger == null && !anybody && exceptional ? ForgottenActs.of(context, served) : danger;
  }

  private boolean isOpen(Served served) {
    return served.changes()
        && !PUBLIC.matcher(served.path()).matches()
        && !isTransport(served)
        && !guards.guards(served);
  }

  private static boolean isTransport(Served served) {
    SourceModule module = served.handler().module();
    return module
        .tree()
        .subtree(served.handler().node())
        .limit(MOST_NODES)
        .filter(n -> ExternalCalls.isCall(module.tree(), n))
        .anyMatch(n -> TRANSPORT.matcher(CallSites.name(new Call(module, n, ""))).matches());
  }

  /** Whether anything that runs with a module refuses callers for who they are. */
  private boolean asksAtAll(SourceModule module) {
    return closed.computeIfAbsent(
        module.file().path(),
        p ->
            servers.authenticates(module.file())
                || servers.modules(module.file()).anyMatch(guards::refuses));
  }

  /** The middleware of a web framework does not see the messages of a WebSocket. */
  private boolean isBehindApp(Served served) {
    return !served.verb().equals("WS") && apps.has(servers, served.route().module().file());
  }

  private boolean isReached(Open open) {
    SourceModule module = open.served().route().module();
    return open.everywhere()
        || open.forgotten()
        || (open.danger().rank() > RouteDanger.GRAVE
            && SimpleRequests.reach(open.served())
            && !servers.validatesOrigin(module.file()));
  }
}
