package io.mcpscore.gateway.mcp;

import io.mcpscore.catalogue.Catalogue;
import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.gateway.auth.Caller;
import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.http.Body;
import io.mcpscore.gateway.read.ScanAnswers;
import io.mcpscore.gateway.read.ScanAnswers.Answer;
import io.mcpscore.gateway.submit.SingleSubmission;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.Json;
import io.mcpscore.report.ScanResult;
import io.quarkiverse.mcp.server.Progress;
import io.quarkiverse.mcp.server.RawMessage;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolResponse;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tools. Each does what its namesake of the API does, with the same limits and errors. Those
 * that hand out what strangers wrote say that they touch an open world.
 */
@Singleton
public class McpTools {

  /** What the tools are called. */
  static final Set<String> NAMES =
      Arrays.stream(McpTools.class.getDeclaredMethods())
          .flatMap(method -> Arrays.stream(method.getAnnotationsByType(Tool.class)))
          .map(Tool::name)
          .collect(Collectors.toUnmodifiableSet());

  private static final String WAIT = "waitSeconds";
  private static final int USUAL_WAIT = 30;

  private final SingleSubmission submission;
  private final ScanAnswers scans;
  private final Waiting waiting;
  private final ToolAnswers answers;
  private final CurrentVertxRequest request;

  McpTools(
      SingleSubmission submission,
      ScanAnswers scans,
      Waiting waiting,
      ToolAnswers answers,
      CurrentVertxRequest request) {
    this.submission = submission;
    this.scans = scans;
    this.waiting = waiting;
    this.answers = answers;
    this.request = request;
  }

  /** {@code scan_repository}. */
  @Tool(
      name = "scan_repository",
      title = "Scan an MCP server's repository",
      description =
          "Judges an MCP server by reading its git repository, without running it: a score from 0"
              + " to 100, what its tools can really do, and how many findings there are. Use it"
              + " before connecting to a server. A result of the last 24 hours is reused. Waits up"
              + " to waitSeconds; if the scan is still running then, go on with get_scan.",
      annotations =
          @Tool.Annotations(
              title = "Scan an MCP server's repository",
              readOnlyHint = false,
              destructiveHint = false,
              idempotentHint = false,
              openWorldHint = true),
      inputSchema = @Tool.InputSchema(generator = ToolInputs.class),
      outputSchema = @Tool.OutputSchema(from = ScanView.class, generator = ToolOutputs.class))
  public Uni<ToolResponse> scanRepository(RawMessage message, Progress progress) {
    Caller caller = Caller.of(request.getCurrent());
    return answers.of("scan_repository", () -> scan(caller, message, progress), ScanView::text);
  }

  /** {@code get_scan}. */
  @Tool(
      name = "get_scan",
      title = "Read a scan",
      description =
          "Where a scan stands, or its result: scores, number of findings, tools with what they"
              + " can do. Waits up to waitSeconds for its end.",
      annotations =
          @Tool.Annotations(
              title = "Read a scan",
              readOnlyHint = true,
              destructiveHint = false,
              idempotentHint = true,
              openWorldHint = true),
      inputSchema = @Tool.InputSchema(generator = ToolInputs.class),
      outputSchema = @Tool.OutputSchema(from = ScanView.class, generator = ToolOutputs.class))
  public Uni<ToolResponse> getScan(RawMessage message, Progress progress) {
    Caller caller = Caller.of(request.getCurrent());
    return answers.of("get_scan", () -> read(caller, message, progress), ScanView::text);
  }

  /** {@code list_findings}. */
  @Tool(
      name = "list_findings",
      title = "List the findings of a scan",
      description =
          "The findings of a complete scan, the worst first, with place, code and the way from a"
              + " tool's argument to the dangerous call; by severity, check or tool if wanted.",
      annotations =
          @Tool.Annotations(
              title = "List the findings of a scan",
              readOnlyHint = true,
              destructiveHint = false,
              idempotentHint = true,
              openWorldHint = true),
      inputSchema = @Tool.InputSchema(generator = ToolInputs.class),
      outputSchema = @Tool.OutputSchema(from = FindingPage.class, generator = ToolOutputs.class))
  public Uni<ToolResponse> listFindings(RawMessage message) {
    Caller caller = Caller.of(request.getCurrent());
    return answers.of("list_findings", () -> findings(caller, message), FindingPage::text);
  }

  /** {@code explain_check}. */
  @Tool(
      name = "explain_check",
      title = "Explain a check",
      description =
          "What a check looks for, why it matters when a model decides the inputs, how to repair"
              + " it, and code that is found and that is not.",
      annotations =
          @Tool.Annotations(
              title = "Explain a check",
              readOnlyHint = true,
              destructiveHint = false,
              idempotentHint = true,
              openWorldHint = false),
      inputSchema = @Tool.InputSchema(generator = ToolInputs.class),
      outputSchema = @Tool.OutputSchema(from = CheckView.class, generator = ToolOutputs.class))
  public Uni<ToolResponse> explainCheck(RawMessage message) {
    return answers.of(
        "explain_check", () -> Uni.createFrom().item(check(message)), CheckView::text);
  }

  /** {@code compare_scans}. */
  @Tool(
      name = "compare_scans",
      title = "Compare two scans",
      description =
          "What changed from an earlier scan to a later one: new and fixed findings, points, new"
              + " tools, and changes behind names that were approved before (rug pull).",
      annotations =
          @Tool.Annotations(
              title = "Compare two scans",
              readOnlyHint = true,
              destructiveHint = false,
              idempotentHint = true,
              openWorldHint = true),
      inputSchema = @Tool.InputSchema(generator = ToolInputs.class),
      outputSchema = @Tool.OutputSchema(from = DiffView.class, generator = ToolOutputs.class))
  public Uni<ToolResponse> compareScans(RawMessage message) {
    Caller caller = Caller.of(request.getCurrent());
    return answers.of("compare_scans", () -> diff(caller, message), DiffView::text);
  }

  private Uni<ScanView> scan(Caller caller, RawMessage message, Progress progress) {
    Body body =
        Body.read(Arguments.of(message), Set.of("url", "ref", "path", "forceRefresh", WAIT));
    var wish = Json.mapper().createObjectNode();
    wish.put("url", Arguments.required(body, "url"));
    wish.put("ref", body.text("ref")).put("path", body.text("path"));
    wish.put("forceRefresh", body.flag("forceRefresh", false));
    Duration time = time(body, USUAL_WAIT);
    return submission
        .submit(caller, Json.write(wish).getBytes(StandardCharsets.UTF_8))
        .chain(
            made ->
                waiting
                    .read(caller.accountId(), made.id(), time, progress)
                    .map(answer -> ScanView.of(answer, made.cached())));
  }

  private Uni<ScanView> read(Caller caller, RawMessage message, Progress progress) {
    Body body = Body.read(Arguments.of(message), Set.of("scanId", WAIT));
    String id = Arguments.required(body, "scanId");
    return waiting
        .read(caller.accountId(), id, time(body, 0), progress)
        .map(answer -> ScanView.of(answer, false));
  }

  private Uni<FindingPage> findings(Caller caller, RawMessage message) {
    FindingQuery query = FindingQuery.read(Arguments.of(message));
    return scans
        .read(caller.accountId(), query.scanId(), Duration.ZERO)
        .map(
            answer -> {
              if (answer instanceof Answer.Complete(ScanResult result)) {
                return FindingPage.of(result, query);
              }
              throw ScanAnswers.notComplete();
            });
  }

  private static CheckView check(RawMessage message) {
    Body body = Body.read(Arguments.of(message), Set.of("checkId"));
    CheckInfo entry =
        Catalogue.find(Arguments.required(body, "checkId"))
            .orElseThrow(
                () -> new ApiException(ErrorCode.CHECK_NOT_FOUND, "Check not found", null));
    return new CheckView(entry);
  }

  private Uni<DiffView> diff(Caller caller, RawMessage message) {
    Body body = Body.read(Arguments.of(message), Set.of("before", "after"));
    return scans
        .diff(
            caller.accountId(),
            Arguments.required(body, "before"),
            Arguments.required(body, "after"))
        .map(DiffView::of);
  }

  private Duration time(Body body, int usual) {
    int most = waiting.mostSeconds();
    return Duration.ofSeconds(Arguments.number(body, WAIT, 0, most, Math.min(usual, most)));
  }
}
