package io.mcpscore.engine.check.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.NamePattern;
import io.mcpscore.engine.check.mcp.Acts.Act;
import io.mcpscore.engine.check.rce.ProcessCalls;
import io.mcpscore.engine.flow.Flow;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.flow.ToolEffects;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Effect;
import io.mcpscore.model.EffectStep;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import io.mcpscore.model.TraceStep;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Holds the annotations of tools against their code. Clients skip the question to the user when a
 * tool says that it only reads, so what counts is whether the code changes what the user would
 * miss.
 *
 * <p>Not counted: files that a server keeps for itself (scratch files, caches, logs), POST requests
 * (searches are sent that way) and changes that are more than one call away from the handler unless
 * the agent decides their path.
 */
public final class AnnotationTruth {

  private static final Set<String> WEB =
      Set.of(
          "web",
          "website",
          "websites",
          "webpage",
          "webpages",
          "internet",
          "scrape",
          "scraped",
          "scraping",
          "crawl",
          "crawled",
          "browse",
          "news",
          "rss");

  private static final NamePattern ALLOWED =
      NamePattern.of("(?i).{0,40}(?:allow(?:ed|list)|whitelist|permitted).{0,40}");

  private static final Set<String> CODE = Set.of("eval", "exec", "Function");

  private final CheckContext context;
  private Acts acts;
  private List<Flow> changed;
  private List<Flow> run;

  /** Prepares for one repository; nothing is followed before it is asked for. */
  private AnnotationTruth(CheckContext context) {
    this.context = context;
  }

  /** The truth about the tools of a repository, worked out once for all who ask. */
  public static AnnotationTruth of(CheckContext context) {
    return context.shared(AnnotationTruth.class, AnnotationTruth::new);
  }

  /**
   * A hint that the code contradicts.
   *
   * @param hint name of the annotation
   * @param what how the code contradicts it, as a sentence without a full stop
   * @param severity how bad it is to believe it
   * @param evidence how well it is shown
   * @param trace from the handler to the call
   */
  public record Contradiction(
      String hint, String what, Severity severity, Evidence evidence, List<TraceStep> trace) {

    /** For the list of tools. */
    public String sentence(boolean value) {
      return hint + " is " + value + ", but the code " + what + ".";
    }
  }

  /** Whether a tool says a hint with this value. */
  static boolean says(ToolDeclaration tool, String hint, boolean value) {
    JsonNode annotations = tool.annotations();
    return annotations != null
        && annotations.path(hint).isBoolean()
        && annotations.path(hint).booleanValue() == value;
  }

  /** All contradictions of a tool, as sentences. */
  public List<String> sentences(ToolDeclaration tool) {
    return Stream.of(
            readOnly(tool).map(c -> c.sentence(true)),
            destructive(tool).map(c -> c.sentence(false)),
            openWorld(tool).map(c -> c.sentence(false)))
        .flatMap(Optional::stream)
        .toList();
  }

  /** How {@code readOnlyHint: true} is untrue. */
  public Optional<Contradiction> readOnly(ToolDeclaration tool) {
    if (!says(tool, "readOnlyHint", true)) {
      return Optional.empty();
    }
    return steered(tool, false, "readOnlyHint")
        .or(() -> plain(tool, false, "readOnlyHint"))
        .or(() -> runs(tool));
  }

  /** How {@code destructiveHint: false} is untrue. */
  public Optional<Contradiction> destructive(ToolDeclaration tool) {
    if (!says(tool, "destructiveHint", false) || says(tool, "readOnlyHint", true)) {
      return Optional.empty();
    }
    return steered(tool, true, "destructiveHint").or(() -> plain(tool, true, "destructiveHint"));
  }

  /** How {@code openWorldHint: false} is untrue. */
  public Optional<Contradiction> openWorld(ToolDeclaration tool) {
    if (!says(tool, "openWorldHint", false)) {
      return Optional.empty();
    }
    ToolEffects effects = context.flow().effects(tool);
    boolean chosen = ToolParameter.of(tool).anyMatch(ToolParameter::isWebAddress) && !narrows(tool);
    // The records of the caller's own account with one service are a closed world.
    if (!chosen && Collections.disjoint(Words.said(tool), WEB)) {
      return Optional.empty();
    }
    return effects.trace().stream()
        .filter(s -> s.effect() == Effect.NET_OUT)
        .map(EffectStep::trace)
        .map(
            trace ->
                new Contradiction(
                    "openWorldHint",
                    chosen ? "calls addresses that the agent names" : "makes outward calls",
                    chosen ? Severity.MEDIUM : Severity.INFO,
                    Evidence.PROVEN,
                    trace))
        .findFirst();
  }

  /** Whether a handler speaks of addresses that are allowed, which leaves a few of all. */
  private static boolean narrows(ToolDeclaration tool) {
    if (tool.handler() == null) {
      return false;
    }
    SyntaxTree tree = tool.handler().module().tree();
    return tree.subtree(tool.handler().function())
        .filter(n -> tree.is(n, "identifier"))
        .anyMatch(n -> ALLOWED.matches(tree.text(n)));
  }

  /** A file that the agent names is deleted or written. */
  private Optional<Contradiction> steered(ToolDeclaration tool, boolean onlyDeletes, String hint) {
    return changed().stream()
        .filter(f -> f.origin() == Flow.Origin.AGENT)
        // Of a shared helper the calls that lead there are flows as well, and change nothing.
        .filter(f -> ActKind.of(context, f.module(), f.call()).isPresent())
        .filter(f -> !onlyDeletes || kind(f).destroys())
        .filter(f -> tool.name().equals(f.tool()))
        .min(Comparator.comparing((Flow f) -> !kind(f).destroys()))
        .map(
            f ->
                new Contradiction(
                    hint,
                    kind(f).phrase() + " that the agent names",
                    f.evidence() == Evidence.PROVEN ? Severity.HIGH : Severity.MEDIUM,
                    f.evidence(),
                    f.trace()));
  }

  private ActKind kind(Flow flow) {
    return ActKind.of(context, flow.module(), flow.call()).orElseThrow();
  }

  private Optional<Contradiction> plain(ToolDeclaration tool, boolean onlyDestroys, String hint) {
    return acts().of(tool).stream()
        .filter(Act::isNear)
        .filter(a -> a.kind() != ActKind.WRITES_FILES)
        .filter(a -> !onlyDestroys || a.kind().destroys())
        .min(Comparator.comparing((Act a) -> !a.kind().destroys()))
        .map(
            a ->
                new Contradiction(
                    hint, a.kind().phrase(), Severity.MEDIUM, Evidence.PROVEN, a.trace()));
  }

  private Optional<Contradiction> runs(ToolDeclaration tool) {
    return run().stream()
        .filter(f -> tool.name().equals(f.tool()))
        .findFirst()
        .map(
            f ->
                new Contradiction(
                    "readOnlyHint",
                    "runs what the agent says",
                    Severity.MEDIUM,
                    f.evidence(),
                    f.trace()));
  }

  private synchronized Acts acts() {
    acts = acts == null ? new Acts(context) : acts;
    return acts;
  }

  private synchronized List<Flow> changed() {
    changed = changed == null ? context.flow().into(new ChangedPaths(context)) : changed;
    return changed;
  }

  private synchronized List<Flow> run() {
    if (run == null) {
      ProcessCalls processes = new ProcessCalls(context.program());
      run =
          context
              .flow()
              .into(
                  new SinkRule() {
                    @Override
                    public List<Integer> sinks(SourceModule module, int node) {
                      return context
                          .calls()
                          .at(module, node)
                          .map(c -> CODE.contains(c.callee()) ? code(c) : processes.deciding(c))
                          .orElse(List.of());
                    }
                  });
    }
    return run;
  }

  private static List<Integer> code(Call call) {
    return call.arguments().stream().limit(1).toList();
  }
}
