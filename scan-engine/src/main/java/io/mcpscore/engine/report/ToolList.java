package io.mcpscore.engine.report;

import io.mcpscore.engine.Faults;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.mcp.AnnotationTruth;
import io.mcpscore.engine.dependency.PackageDirectories;
import io.mcpscore.engine.flow.ToolEffects;
import io.mcpscore.engine.mcp.McpModel;
import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.model.Category;
import io.mcpscore.model.EffectStep;
import io.mcpscore.model.Finding;
import io.mcpscore.model.Location;
import io.mcpscore.model.Prompt;
import io.mcpscore.model.Resource;
import io.mcpscore.model.Severity;
import io.mcpscore.model.Tool;
import io.mcpscore.model.TraceStep;
import io.mcpscore.model.score.SafetyScore;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns declarations into the tools, prompts and resources of a report. */
final class ToolList {

  private ToolList() {}

  /**
   * The tools, in the order of the model, without what the findings of the report say about them.
   *
   * @param faults takes what breaks: of a tool what it can do, or what it says, or the tool
   */
  static List<Tool> tools(CheckContext context, Faults faults) {
    PackageDirectories packages = new PackageDirectories(context.files());
    AnnotationTruth truth = AnnotationTruth.of(context);
    return context.servers().tools().stream()
        .flatMap(
            t -> {
              String name = " of the tool " + t.name();
              ToolEffects effects =
                  faults
                      .attempt("What the code" + name + " does", () -> context.flow().effects(t))
                      .orElse(ToolEffects.UNKNOWN);
              List<String> mismatches =
                  faults
                      .attempt("What the hints" + name + " hide", () -> truth.sentences(t))
                      .orElse(List.of());
              String server = packages.of(t.module().file());
              return faults
                  .attempt("The tool " + t.name(), () -> tool(t, server, effects, mismatches))
                  .stream();
            })
        .toList();
  }

  /**
   * The tools with what the findings of the whole report say about them.
   *
   * @param findings they show what agents steer, and what instructs the model
   */
  static List<Tool> weighed(List<Tool> tools, List<Finding> findings) {
    Set<String> steered =
        findings.stream()
            .filter(SafetyScore::isSteered)
            .map(Finding::tool)
            .collect(Collectors.toSet());
    return tools.stream()
        .map(
            t ->
                t.with(
                    poisoning(t, findings),
                    SafetyScore.riskOf(t.effects(), steered.contains(t.name()))))
        .toList();
  }

  /** The prompts, in the order of the model. */
  static List<Prompt> prompts(McpModel servers, Faults faults) {
    return servers.prompts().stream()
        .flatMap(p -> faults.attempt("The prompt " + p.name(), () -> prompt(p)).stream())
        .toList();
  }

  private static Prompt prompt(McpModel.PromptDeclaration p) {
    return new Prompt(
        PlainText.of(p.name()),
        PlainText.quoted(p.description()),
        path(p.module()),
        p.module().tree().line(p.node()),
        location(p.handler()));
  }

  /** The resources, in the order of the model. */
  static List<Resource> resources(McpModel servers, Faults faults) {
    return servers.resources().stream()
        .flatMap(r -> faults.attempt("The resource " + r.name(), () -> resource(r)).stream())
        .toList();
  }

  private static Resource resource(McpModel.ResourceDeclaration r) {
    return new Resource(
        PlainText.of(r.name()),
        PlainText.quoted(r.uri()),
        PlainText.quoted(r.description()),
        path(r.module()),
        r.module().tree().line(r.node()),
        location(r.handler()));
  }

  private static Tool tool(
      McpModel.ToolDeclaration t, String server, ToolEffects effects, List<String> mismatches) {
    return new Tool(
        PlainText.of(t.name()),
        PlainText.quoted(t.title()),
        PlainText.quoted(t.description()),
        path(t.module()),
        t.module().tree().line(t.node()),
        PlainText.of(server),
        t.module().file().language().reportName(),
        t.framework(),
        PlainText.of(t.inputSchema()),
        PlainText.of(t.annotations()),
        effects.effects(),
        effects.trace().stream().map(ToolList::plain).toList(),
        mismatches,
        List.of(),
        null,
        location(t.handler()));
  }

  /** What instructs the model, by the findings at this very tool: others may have its name. */
  private static List<String> poisoning(Tool t, List<Finding> findings) {
    String file = t.file();
    return findings.stream()
        .filter(
            f -> f.category() == Category.POISONING && f.severity().compareTo(Severity.HIGH) <= 0)
        .filter(f -> f.role().deducts() && t.name().equals(f.tool()))
        .filter(
            f -> f.file().equals(file) || f.trace().stream().anyMatch(s -> s.file().equals(file)))
        .map(Finding::description)
        .distinct()
        .toList();
  }

  private static EffectStep plain(EffectStep step) {
    return new EffectStep(step.effect(), step.trace().stream().map(ToolList::plain).toList());
  }

  static TraceStep plain(TraceStep step) {
    return new TraceStep(PlainText.of(step.file()), step.line(), PlainText.of(step.label()));
  }

  private static Location location(Handler handler) {
    return handler == null
        ? null
        : new Location(path(handler.module()), handler.module().tree().line(handler.function()));
  }

  private static String path(SourceModule module) {
    return PlainText.of(module.file().path());
  }
}
