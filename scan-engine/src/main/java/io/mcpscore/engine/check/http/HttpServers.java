package io.mcpscore.engine.check.http;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.model.Effect;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The HTTP side of the servers of a repository. What is said of an endpoint holds for all files
 * that run together with it: middleware is often in another file than the endpoint.
 */
public final class HttpServers {

  /** What a stranger would call a takeover or a loss. */
  private static final Set<Effect> GRAVE =
      Set.of(Effect.EXEC, Effect.FS_WRITE, Effect.DB, Effect.PROCESS);

  private final CheckContext context;
  private Units units;
  private final List<Endpoint> endpoints;
  private final List<BindSpot> everywhere;
  private final Map<String, Boolean> authenticated = new ConcurrentHashMap<>();
  private final Map<String, Boolean> validated = new ConcurrentHashMap<>();

  /** Those of a repository, looked for once for all checks. */
  public static HttpServers of(CheckContext context) {
    return context.shared(HttpServers.class, HttpServers::new);
  }

  private HttpServers(CheckContext context) {
    this.context = context;
    this.endpoints = Endpoints.of(context);
    this.everywhere = BindSpots.of(context);
  }

  /** Every MCP endpoint over HTTP. */
  public List<Endpoint> endpoints() {
    return endpoints;
  }

  /** Whether an MCP endpoint over HTTP runs together with a file. */
  public boolean servesMcp(SourceFile file) {
    return endpoints.stream().anyMatch(e -> units().together(fileOf(e), file));
  }

  /** Whether a file makes an MCP server, whatever the transport. */
  public boolean makesServer(SourceFile file) {
    return context.servers().servers().stream().anyMatch(s -> s.module().file().equals(file));
  }

  /** Whether callers of what runs together with a file are asked who they are. */
  public boolean authenticates(SourceFile file) {
    return authenticated.computeIfAbsent(
        units().of(file), u -> modulesOf(u).anyMatch(m -> AuthEvidence.in(context, m)));
  }

  /** Whether what runs together with a file looks at the Host or Origin of requests. */
  public boolean validatesOrigin(SourceFile file) {
    return validated.computeIfAbsent(
        units().of(file), u -> modulesOf(u).anyMatch(m -> OriginEvidence.in(context, m)));
  }

  /** Whether two files run together. */
  public boolean together(SourceFile a, SourceFile b) {
    return units().together(a, b);
  }

  /** Where what runs together with a file listens on every interface. */
  public boolean isEverywhere(SourceFile file) {
    return everywhere.stream().anyMatch(s -> units().together(s.module().file(), file));
  }

  /** Whether nothing but its image makes what runs together with a file listen everywhere. */
  public boolean isOnlyInImage(SourceFile file) {
    return everywhere.stream()
        .filter(s -> units().together(s.module().file(), file))
        .allMatch(s -> s.cause() == BindSpot.Cause.IMAGE);
  }

  /** Every place that listens on every interface. */
  public List<BindSpot> everywhere() {
    return everywhere;
  }

  /** A tool that runs with a file and changes files or data or runs programs, or null. */
  public ToolDeclaration graveTool(SourceFile file) {
    return context.servers().tools().stream()
        .filter(t -> t.module().file().role().deducts())
        .filter(t -> units().together(t.module().file(), file))
        .filter(t -> context.flow().effects(t).effects().stream().anyMatch(GRAVE::contains))
        .findFirst()
        .orElse(null);
  }

  /** The modules that run together with a file. */
  public Stream<SourceModule> modules(SourceFile file) {
    return modulesOf(units().of(file));
  }

  private Stream<SourceModule> modulesOf(String unit) {
    return CallSites.modules(context).filter(m -> units().of(m.file()).equals(unit));
  }

  /** Made when it is first asked for: most repositories have no endpoint to ask about. */
  private synchronized Units units() {
    if (units == null) {
      units = new Units(context);
    }
    return units;
  }

  private static SourceFile fileOf(Endpoint endpoint) {
    return endpoint.call().module().file();
  }
}
