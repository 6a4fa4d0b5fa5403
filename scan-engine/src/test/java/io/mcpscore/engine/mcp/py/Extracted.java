package io.mcpscore.engine.mcp.py;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.Faults;
import io.mcpscore.engine.mcp.McpModel;
import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.py.PyRepository;
import io.mcpscore.engine.program.py.PySyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Json;
import java.util.List;

/** What the extractor says about a repository, in forms that tests compare. */
final class Extracted {

  private final McpModel model;

  private Extracted(McpModel model) {
    this.model = model;
  }

  static Extracted from(PyRepository repository) {
    return new Extracted(
        new PythonExtractor().extract(repository.program(), List.of(), new Faults()));
  }

  static Extracted from(String code) {
    return from(PyRepository.of(code));
  }

  McpModel model() {
    return model;
  }

  List<String> toolNames() {
    return model.tools().stream().map(ToolDeclaration::name).toList();
  }

  ToolDeclaration tool(String name) {
    return model.tools().stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
  }

  void assertSchema(String tool, String json) throws Exception {
    JsonNode expected = Json.mapper().readTree(json);
    assertEquals(Json.canonical(expected), Json.canonical(tool(tool).inputSchema()));
  }

  /** First line of a handler's own code, and the names of the parameters that the agent fills. */
  static String code(Handler handler) {
    if (handler == null) {
      return "none";
    }
    SyntaxTree tree = handler.module().tree();
    List<String> names =
        handler.agentParameters().stream()
            .map(i -> PySyntax.parameters(tree, handler.function()).get(i).name())
            .toList();
    return tree.text(handler.region()).lines().findFirst().orElse("").strip() + " " + names;
  }
}
