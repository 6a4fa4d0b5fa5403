package io.mcpscore.engine.mcp.js;

import io.mcpscore.engine.Faults;
import io.mcpscore.engine.mcp.ExtractorStrategy;
import io.mcpscore.engine.mcp.McpModel;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.js.ModuleFiles;
import io.mcpscore.engine.source.SourceFile;
import java.util.ArrayList;
import java.util.List;

/**
 * MCP servers in TypeScript and JavaScript: the official SDK in its old and new styles, and
 * FastMCP.
 */
public final class ScriptExtractor implements ExtractorStrategy {

  @Override
  public McpModel extract(Program program, List<SourceFile> files, Faults faults) {
    ModuleFiles moduleFiles = new ModuleFiles(files);
    SdkReach reach = new SdkReach(program, moduleFiles);
    Toolbox toolbox = Toolbox.of(program, moduleFiles);
    Findings findings = new Findings();
    faults.run(
        "A list of servers", () -> new ServerObjects(toolbox, findings).read(program, reach));
    ToolRegistrations tools = new ToolRegistrations(toolbox, findings);
    PromptRegistrations prompts = new PromptRegistrations(toolbox, findings);
    ResourceRegistrations resources = new ResourceRegistrations(toolbox, findings);
    List<Registration> requests = new ArrayList<>();
    for (Registration registration : new RegistrationFinder(program, reach).find()) {
      Expr at = registration.call();
      faults.run(
          "What is registered in %s, line %d"
              .formatted(at.module().file().path(), at.tree().line(at.node())),
          () -> {
            switch (registration.method()) {
              case "tool", "registerTool", "registerToolTask", "addTool", "addTools" ->
                  tools.read(registration);
              case "prompt", "registerPrompt", "addPrompt" -> prompts.read(registration);
              case "setRequestHandler" -> requests.add(registration);
              default -> resources.read(registration);
            }
          });
    }
    faults.run(
        "A list of answered requests", () -> new RequestHandlers(toolbox, findings).read(requests));
    faults.run("A list of definitions", () -> new Definitions(toolbox, findings).read(program));
    faults.run(
        "What dependencies serve",
        () -> new DependencyServers(program, moduleFiles, findings).read(files));
    return findings.toModel();
  }
}
