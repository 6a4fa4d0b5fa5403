package io.mcpscore.engine.check.auth;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.check.auth.OpenEndpoints.Open;
import io.mcpscore.engine.check.http.BindSpot;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.HttpServers;
import io.mcpscore.engine.check.http.Route;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import io.mcpscore.model.TraceStep;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code auth-missing-endpoint}: endpoints of a server beside the protocol that do for anybody what
 * its tools do. One finding a file, at the worst of its endpoints.
 */
public final class AuthMissingEndpointCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("auth-missing-endpoint");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    if (context.servers().isEmpty()) {
      return;
    }
    OpenEndpoints endpoints = new OpenEndpoints(context);
    CallSites.modules(context)
        .flatMap(m -> endpoints.in(m).stream())
        .forEach(o -> findings.report(draft(HttpServers.of(context), o)));
  }

  private static Draft draft(HttpServers servers, Open open) {
    Route route = open.served().route();
    SourceModule module = route.module();
    boolean worst = open.everywhere() && open.danger().rank() > RouteDanger.GRAVE;
    return new Draft(
        module.file(),
        module.tree().start(route.node()),
        route.end(),
        worst ? Severity.HIGH : Severity.MEDIUM,
        open.everywhere() ? Evidence.PROVEN : Evidence.LIKELY,
        text(open),
        null,
        trace(servers, open),
        List.of());
  }

  private static String text(Open open) {
    String what = open.served().label().strip() + " " + open.danger().what();
    String asked =
        open.forgotten()
            ? " and asks nobody who he is, unlike the other endpoints here."
            : " and asks nobody who he is.";
    if (open.everywhere()) {
      return what + asked + " The server listens on every interface.";
    }
    String page = " Any web page that the user opens can send such a request.";
    return open.forgotten() ? what + asked : what + asked + page;
  }

  private static List<TraceStep> trace(HttpServers servers, Open open) {
    SourceModule module = open.served().route().module();
    List<TraceStep> out = new ArrayList<>();
    servers.everywhere().stream()
        .filter(s -> servers.together(s.module().file(), module.file()))
        .findFirst()
        .map(AuthMissingEndpointCheck::bind)
        .ifPresent(out::add);
    int line = module.tree().line(open.served().route().node());
    out.add(new TraceStep(module.file().path(), line, "endpoint without credential"));
    out.addAll(open.danger().trace());
    return out;
  }

  private static TraceStep bind(BindSpot spot) {
    SourceModule module = spot.module();
    int line = module.tree().line(spot.node());
    return new TraceStep(module.file().path(), line, "listens on every interface");
  }
}
