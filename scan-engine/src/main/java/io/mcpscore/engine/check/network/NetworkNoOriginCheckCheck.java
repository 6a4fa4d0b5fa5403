package io.mcpscore.engine.check.network;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.check.http.Drafts;
import io.mcpscore.engine.check.http.Endpoint;
import io.mcpscore.engine.check.http.Endpoint.Kind;
import io.mcpscore.engine.check.http.HttpServers;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;

/**
 * {@code network-no-origin-check}: MCP endpoints that a web page reaches by DNS rebinding, since
 * neither the Host nor the Origin of a request is looked at and no credential is asked for.
 */
public final class NetworkNoOriginCheckCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("network-no-origin-check");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    HttpServers servers = HttpServers.of(context);
    RebindingDefenses defenses = new RebindingDefenses(context);
    servers.endpoints().stream()
        .filter(e -> isLocal(context, servers, e))
        .filter(e -> !defenses.hasOwn(e))
        .filter(e -> !servers.validatesOrigin(fileOf(e)) && !servers.authenticates(fileOf(e)))
        .forEach(e -> findings.report(draft(servers, e)));
    defenses.offByDefault(servers).forEach(findings::report);
  }

  /** Workers and functions of a cloud have no name that can be rebound to a machine at home. */
  private static boolean isLocal(CheckContext context, HttpServers servers, Endpoint endpoint) {
    return endpoint.kind() != Kind.SCRIPT_TRANSPORT
        || RebindingDefenses.listens(context, servers, fileOf(endpoint));
  }

  private static Draft draft(HttpServers servers, Endpoint endpoint) {
    Call call = endpoint.call();
    ToolDeclaration grave = servers.graveTool(fileOf(endpoint));
    String text =
        "Neither Host nor Origin of a request is looked at and no credential is asked for: a web"
            + " page that the user opens can call the tools through DNS rebinding"
            + (grave == null ? "." : ", among them " + grave.name() + ".");
    // Where the whole network may call, a page in a browser is one caller among many.
    boolean worst = grave != null && !servers.isEverywhere(fileOf(endpoint));
    Severity severity = worst ? Severity.HIGH : Severity.MEDIUM;
    return endpoint.certain()
        ? Drafts.fact(call.module(), call.node(), severity, text)
        : Drafts.at(call.module(), call.node(), Severity.LOW, Evidence.LIKELY, text);
  }

  private static SourceFile fileOf(Endpoint endpoint) {
    return endpoint.call().module().file();
  }
}
