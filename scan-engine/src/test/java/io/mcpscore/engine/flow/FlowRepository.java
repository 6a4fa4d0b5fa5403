package io.mcpscore.engine.flow;

import io.mcpscore.engine.mcp.JsonRpcExtractor;
import io.mcpscore.engine.mcp.McpExtractor;
import io.mcpscore.engine.mcp.McpModel;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.mcp.js.ScriptExtractor;
import io.mcpscore.engine.mcp.py.PythonExtractor;
import io.mcpscore.engine.parser.DirectParser;
import io.mcpscore.engine.program.ParsedFile;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.RepositoryProgram;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.program.js.ScriptLanguage;
import io.mcpscore.engine.program.py.PythonLanguage;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.syntax.Language;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.FileRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A repository of both languages with its dataflow, written down in a test. */
final class FlowRepository {

  private final Map<String, String> texts = new TreeMap<>();
  private Program program;
  private McpModel model;
  private Dataflow flow;

  /** A FastMCP server; the code starts at line 4. */
  static FlowRepository python(String code) {
    return new FlowRepository()
        .with(
            "server.py",
            "import os, re, shlex\nfrom fastmcp import FastMCP\nmcp = FastMCP('s')\n" + code);
  }

  /** An McpServer; the code starts at line 5. */
  static FlowRepository script(String code) {
    return new FlowRepository()
        .with(
            "server.ts",
            """
            import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
            import { exec } from "child_process"; import path from "path"; import fs from "fs";
            import { z } from "zod";
            const server = new McpServer({ name: "s", version: "1" });
            """
                + code);
  }

  FlowRepository with(String path, String code) {
    texts.put(path, code);
    return this;
  }

  private void build() {
    if (program != null) {
      return;
    }
    List<ParsedFile> parsed = new ArrayList<>();
    texts.forEach(
        (path, code) -> {
          Language language = Language.ofPath(path).orElseThrow();
          SyntaxTree tree = DirectParser.tree(code, language);
          parsed.add(
              new ParsedFile(new SourceFile(path, FileRole.SOURCE, language, tree.source()), tree));
        });
    List<SourceFile> files = parsed.stream().map(ParsedFile::file).toList();
    program =
        new RepositoryProgram(List.of(new ScriptLanguage(), new PythonLanguage()), parsed, files);
    model =
        new McpExtractor(
                List.of(new ScriptExtractor(), new PythonExtractor(), new JsonRpcExtractor()))
            .extract(program, files);
    flow = new ProgramDataflow(program, model);
  }

  McpModel model() {
    build();
    return model;
  }

  Dataflow flow() {
    build();
    return flow;
  }

  ToolDeclaration tool(String name) {
    return model().tools().stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
  }

  /** The first node of a file with this text. */
  int node(String path, String text) {
    SyntaxTree tree = module(path).tree();
    return tree.subtree(0).filter(n -> tree.text(n).equals(text)).max().orElseThrow();
  }

  SourceModule module(String path) {
    build();
    return program.module(path).orElseThrow();
  }

  /** Flows into the first argument of {@code os.system} and {@code exec}. */
  List<Flow> commands() {
    return flow().into(new CommandRule());
  }

  /** Each flow as {@code evidence tool expression}. */
  List<String> found() {
    return commands().stream()
        .map(f -> f.evidence().key() + " " + f.tool() + " " + f.module().tree().text(f.value()))
        .toList();
  }

  /** A rule as checks write them: commands, cleaned by quoting, guarded by a test of the test. */
  final class CommandRule implements SinkRule {

    private static final Set<String> SINKS = Set.of("os.system", "child_process.exec", "open");

    @Override
    public List<Integer> sinks(SourceModule module, int call) {
      boolean sink = SINKS.contains(callee(module, call));
      List<Shapes.Argument> arguments = Shapes.arguments(module.tree(), call);
      return sink && !arguments.isEmpty() ? List.of(arguments.getFirst().node()) : List.of();
    }

    @Override
    public boolean cleans(SourceModule module, int call) {
      return callee(module, call).equals("shlex.quote");
    }

    /** {@code x.startsWith(root)}: harmless when it holds; {@code x.includes("..")}: when not. */
    @Override
    public Optional<Guard> guard(SourceModule module, int condition) {
      SyntaxTree tree = module.tree();
      int callee = Shapes.isCall(tree, condition) ? Shapes.callee(tree, condition) : -1;
      if (callee < 0 || !Shapes.isMember(tree, callee)) {
        return Optional.empty();
      }
      int owner = Shapes.owner(tree, callee);
      return switch (Shapes.memberName(tree, callee)) {
        case "startsWith", "startswith", "relative_to" -> Optional.of(new Guard(owner, true));
        case "includes" ->
            tree.text(tree.child(condition, "arguments")).contains("..")
                ? Optional.of(new Guard(owner, false))
                : Optional.empty();
        default -> Optional.empty();
      };
    }

    private String callee(SourceModule module, int call) {
      return program
          .resolve(module, Shapes.callee(module.tree(), call))
          .filter(Target.External.class::isInstance)
          .map(t -> ((Target.External) t).qualifiedName())
          .orElse("");
    }
  }
}
