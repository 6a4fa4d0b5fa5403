package io.mcpscore.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.Faults;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Fixture;
import io.mcpscore.engine.dependency.Dependency;
import io.mcpscore.engine.dependency.DependencyReader;
import io.mcpscore.engine.flow.Dataflow;
import io.mcpscore.engine.flow.Flow;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.flow.ToolEffects;
import io.mcpscore.engine.mcp.McpExtractor;
import io.mcpscore.engine.mcp.McpModel;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.mcp.js.ScriptExtractor;
import io.mcpscore.engine.mcp.py.PythonExtractor;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.source.Discovered;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.source.SourceText;
import io.mcpscore.engine.suppress.SuppressionPolicy;
import io.mcpscore.engine.suppress.Suppressions;
import io.mcpscore.model.Effect;
import io.mcpscore.model.FileRole;
import io.mcpscore.model.Report;
import io.mcpscore.model.Tool;
import io.mcpscore.model.TraceStep;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A fault that is planted in one tool, registration, file or part costs that one alone. */
class PlantedFaultTest {

  private static final Fixture TWO =
      new Fixture()
          .file(
              "src/server.ts",
              """
              import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
              import { exec } from "child_process";
              import { z } from "zod";
              const server = new McpServer({ name: "demo", version: "1.0.0" });
              server.tool("good", "Runs", { q: z.string() }, async ({ q }) => exec(q));
              server.tool("planted", "Runs", { q: z.string() }, async ({ q }) => exec(q));
              """)
          .file(
              "src/server.py",
              """
              import os
              from mcp.server.fastmcp import FastMCP
              mcp = FastMCP("demo")
              @mcp.tool()
              def other(q: str) -> str:
                  return os.popen(q).read()
              """);

  @Test
  void aToolWhoseEffectsBreakIsListedWithoutThem() {
    CheckContext context = TWO.context();
    Report report = report(with(context, new BreakingFlow(context.flow())));

    assertEquals(List.of("other", "good", "planted"), names(report.tools()));
    assertEquals(List.of(Effect.EXEC), report.tools().get(1).effects());
    assertEquals(List.of(), report.tools().get(2).effects());
    assertTrue(
        report
            .coverage()
            .notes()
            .contains(
                "What the code of the tool planted does: left out, ended by an internal error:"
                    + " StackOverflowError."),
        report.coverage().notes().toString());
  }

  @Test
  void flowsThatCouldNotBePreparedMakeTheCoverageInsufficient() {
    CheckContext context = TWO.context();

    assertTrue(report(context).coverage().sufficient());
    assertFalse(report(with(context, Dataflow.NONE)).coverage().sufficient());
  }

  @Test
  void aRegistrationThatBreaksIsLeftOutAlone() {
    CheckContext context = TWO.context();
    Faults faults = new Faults();
    McpExtractor extractor =
        new McpExtractor(List.of(new ScriptExtractor(), new PythonExtractor()));
    McpModel model =
        extractor.extract(new BreakingProgram(context.program()), context.files(), faults);

    assertEquals(
        List.of("other", "good"), model.tools().stream().map(ToolDeclaration::name).toList());
    assertEquals(
        List.of(
            "What is registered in src/server.ts, line 6: left out, ended by an internal error:"
                + " IllegalStateException."),
        faults.sentences());
  }

  @Test
  void aLanguageThatBreaksLeavesTheOther() {
    CheckContext context = TWO.context();
    Faults faults = new Faults();
    McpExtractor extractor =
        new McpExtractor(
            List.of(
                (program, files, more) -> {
                  throw new IllegalStateException();
                },
                new PythonExtractor()));
    McpModel model = extractor.extract(context.program(), context.files(), faults);

    assertEquals(List.of("other"), model.tools().stream().map(ToolDeclaration::name).toList());
    assertEquals(1, faults.sentences().size());
  }

  @Test
  void aManifestThatBreaksTheReaderIsSkippedAlone() {
    Faults faults = new Faults();
    SourceText text = new SourceText("zod==1.0\n".getBytes(StandardCharsets.UTF_8));
    List<Dependency> found =
        DependencyReader.read(
            List.of(
                new SourceFile("package.json", FileRole.CONFIG, null, null),
                new SourceFile("requirements.txt", FileRole.CONFIG, null, text)),
            faults);

    assertEquals(List.of("zod"), found.stream().map(Dependency::name).toList());
    assertEquals(List.of("package.json"), faults.files());
  }

  private static Report report(CheckContext context) {
    Faults faults = new Faults();
    PartResult part =
        new PartFacts(
                context.files(),
                context.files().stream().map(SourceFile::path).collect(Collectors.toSet()),
                context,
                true,
                List.of(),
                List.of(),
                Map.of(),
                faults)
            .result();
    return ReportAssembler.assemble(
        new ScanFacts(
            new Discovered(2, context.files(), Map.of(), List.of()),
            Map.of(),
            List.of(part),
            List.of(),
            context.dependencies(),
            context.advisories(),
            new Suppressions(context.files(), "", SuppressionPolicy.LISTED),
            List.of(),
            List.of(),
            faults));
  }

  private static CheckContext with(CheckContext c, Dataflow flow) {
    return new CheckContext(
        c.skipped(),
        c.files(),
        c.program(),
        c.calls(),
        c.servers(),
        flow,
        c.dependencies(),
        c.advisories());
  }

  private static List<String> names(List<Tool> tools) {
    return tools.stream().map(Tool::name).toList();
  }

  /** Overflows the stack at one tool. */
  private record BreakingFlow(Dataflow flow) implements Dataflow {

    @Override
    public List<Flow> into(SinkRule rule) {
      return flow.into(rule);
    }

    @Override
    public List<ToolDeclaration> reaching(SourceModule module, int node) {
      return flow.reaching(module, node);
    }

    @Override
    public List<TraceStep> way(ToolDeclaration tool, SourceModule module, int node) {
      return flow.way(tool, module, node);
    }

    @Override
    public boolean appliesSchema(ToolDeclaration tool) {
      return flow.appliesSchema(tool);
    }

    @Override
    public ToolEffects effects(ToolDeclaration tool) {
      return tool.name().equals("planted") ? effects(tool) : flow.effects(tool);
    }
  }

  /** Throws at one constant. */
  private record BreakingProgram(Program program) implements Program {

    @Override
    public List<SourceModule> modules() {
      return program.modules();
    }

    @Override
    public Optional<SourceModule> module(String path) {
      return program.module(path);
    }

    @Override
    public Optional<Target> resolve(SourceModule module, int expression) {
      return program.resolve(module, expression);
    }

    @Override
    public Optional<Target.Defined> given(SourceModule module, int name) {
      return program.given(module, name);
    }

    @Override
    public JsonNode constant(SourceModule module, int expression) {
      if (module.tree().text(expression).equals("\"planted\"")) {
        throw new IllegalStateException("text of the repository");
      }
      return program.constant(module, expression);
    }
  }
}
