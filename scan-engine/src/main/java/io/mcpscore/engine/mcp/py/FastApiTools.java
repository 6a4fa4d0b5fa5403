package io.mcpscore.engine.mcp.py;

import io.mcpscore.engine.mcp.McpModel.ServerDeclaration;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.py.PyParameter;
import io.mcpscore.engine.program.py.PySyntax;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The routes of a FastAPI application that is served as an MCP server: {@code FastApiMCP(app)},
 * {@code FastMCP.from_fastapi(app)}. Each route is a tool, named by its operation id.
 */
final class FastApiTools {

  private static final Pattern ROUTE =
      Pattern.compile(
          "fastapi\\.(?:\\w+\\.)?(?:FastAPI|APIRouter)\\(\\)\\.(?:get|post|put|delete|patch)");

  /** Parameters of these types are filled by the framework. */
  private static final Pattern GIVEN = Pattern.compile("BackgroundTasks|Response|Depends");

  private final PyNames names;
  private final PyTexts texts;
  private final PyTypes types;
  private final PyHandlers handlers;

  FastApiTools(PyNames names, PyTexts texts, PyTypes types, PyHandlers handlers) {
    this.names = names;
    this.texts = texts;
    this.types = types;
    this.handlers = handlers;
  }

  /** Adds the routes of all modules when one of the servers serves an application. */
  void declare(List<SourceModule> modules, PyFound found) {
    boolean served = found.servers().stream().anyMatch(this::servesApplication);
    if (!served) {
      return;
    }
    for (SourceModule module : modules) {
      for (int node : module.tree().ofKinds("decorator").toArray()) {
        PyNode decorator = new PyNode(module, node);
        PyNode call = decorator.named(0);
        PyNode function = decorator.parent().child("definition");
        if (call.is("call")
            && function.is("function_definition")
            && ROUTE.matcher(names.external(call.callee())).matches()) {
          found.tools().add(tool(call, function));
        }
      }
    }
  }

  private boolean servesApplication(ServerDeclaration server) {
    PyNode call = new PyNode(server.module(), server.node());
    String made = names.external(call.callee());
    return made.endsWith(".from_fastapi") || made.equals("fastapi_mcp.FastApiMCP");
  }

  private ToolDeclaration tool(PyNode call, PyNode function) {
    String id = texts.text(call.argument("operation_id"));
    String summary = texts.text(call.argument("summary"));
    String description = texts.docstring(function);
    List<PyParameter> parameters = PySyntax.parameters(function.tree(), function.node());
    List<Integer> agent =
        handlers.agentParameters(
            function,
            parameters.stream()
                .filter(p -> GIVEN.matcher(function.at(p.type()).text()).find())
                .map(PyParameter::name)
                .collect(Collectors.toSet()));
    return new ToolDeclaration(
        function.module(),
        call.node(),
        PyFrameworks.FASTAPI_MCP,
        id == null ? PySyntax.name(function.tree(), function.node()) : id,
        null,
        description == null ? summary : description,
        types.models().parameters(function, parameters, agent),
        null,
        handlers.whole(function, agent));
  }
}
