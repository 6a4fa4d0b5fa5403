package io.mcpscore.engine.check.auth;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.Drafts;
import io.mcpscore.engine.check.http.Endpoint;
import io.mcpscore.engine.check.http.HttpServers;
import io.mcpscore.engine.check.http.Route;
import io.mcpscore.engine.check.http.Routes;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import io.mcpscore.model.TraceStep;
import java.util.List;

/**
 * {@code auth-missing-transport}: MCP endpoints that other machines reach and that ask nobody who
 * they are, also through a gateway in an image, and HTTP routes that start a program of the
 * caller's choice for anybody.
 */
public final class AuthMissingTransportCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("auth-missing-transport");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    HttpServers servers = HttpServers.of(context);
    servers.endpoints().stream()
        .filter(Endpoint::certain)
        .filter(e -> servers.isEverywhere(fileOf(e)) && !servers.authenticates(fileOf(e)))
        .forEach(e -> findings.report(endpoint(servers, e)));
    ImageGateways.in(context).forEach(findings::report);
    ProcessRoutes processes = new ProcessRoutes(context);
    CallSites.modules(context)
        .filter(m -> CallSites.mentions(m.file(), "Stdio", "child_process", "subprocess", "spawn"))
        .forEach(m -> routes(context, servers, processes, m, findings));
  }

  private static Draft endpoint(HttpServers servers, Endpoint endpoint) {
    ToolDeclaration grave = servers.graveTool(fileOf(endpoint));
    String text =
        "Other machines reach this endpoint and no credential is asked for"
            + (grave == null ? "." : ": anybody in the network can call " + grave.name() + ".");
    return Drafts.fact(
        endpoint.call().module(),
        endpoint.call().node(),
        // Whoever starts an image still has to publish its port.
        grave == null || servers.isOnlyInImage(fileOf(endpoint)) ? Severity.MEDIUM : Severity.HIGH,
        text);
  }

  private static void routes(
      CheckContext context,
      HttpServers servers,
      ProcessRoutes processes,
      SourceModule module,
      FindingSink findings) {
    for (Route route : Routes.in(context, module)) {
      Call started = route.guarded() ? null : processes.startedBy(route);
      if (started != null) {
        findings.report(process(servers, route, started));
      }
    }
  }

  private static Draft process(HttpServers servers, Route route, Call started) {
    SourceFile file = route.module().file();
    SourceFile last = started.module().file();
    // A test of the Origin keeps web pages out, but not programs of other users and machines.
    Severity severity = servers.validatesOrigin(file) ? Severity.HIGH : Severity.CRITICAL;
    List<TraceStep> trace =
        List.of(
            new TraceStep(
                file.path(), route.module().tree().line(route.node()), "route without credential"),
            new TraceStep(
                last.path(), started.tree().line(started.node()), "program of the request"));
    return new Draft(
        file,
        route.module().tree().start(route.node()),
        route.end(),
        severity,
        Evidence.PROVEN,
        "The route asks for no credential and starts the program that the request names.",
        null,
        trace,
        List.of());
  }

  private static SourceFile fileOf(Endpoint endpoint) {
    return endpoint.call().module().file();
  }
}
