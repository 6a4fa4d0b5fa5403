package io.mcpscore.engine.mcp.js;

import io.mcpscore.engine.mcp.McpExtractor;
import io.mcpscore.engine.mcp.McpModel;
import io.mcpscore.engine.program.js.ScriptFixture;
import java.util.List;

/** Extracts from small repositories and writes what was found as short lines. */
final class Extraction {

  private Extraction() {}

  static McpModel of(String... pathsAndTexts) {
    ScriptFixture repository = ScriptFixture.of(pathsAndTexts);
    return new McpExtractor(List.of(new ScriptExtractor()))
        .extract(repository.program(), repository.files());
  }

  /** {@code name | description | handler region [agent parameters]} of every tool. */
  static List<String> tools(String... pathsAndTexts) {
    return of(pathsAndTexts).tools().stream()
        .map(t -> t.name() + " | " + t.description() + " | " + region(t.handler()))
        .toList();
  }

  /** Text of a handler's region on one line, with the agent's parameters, or {@code none}. */
  static String region(McpModel.Handler handler) {
    return handler == null
        ? "none"
        : handler.module().tree().text(handler.region()).replaceAll("\\s+", " ")
            + " "
            + handler.agentParameters();
  }
}
