package io.mcpscore.engine.check.mcp;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.dependency.PackageDirectories;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which tools are offered together: those of one package, by the nearest manifest above them. */
final class ServerGroups {

  private ServerGroups() {}

  /** Tools by directory of their package, ordered. */
  static Map<String, List<ToolDeclaration>> of(CheckContext context) {
    PackageDirectories packages = new PackageDirectories(context.files());
    Map<String, List<ToolDeclaration>> groups = new TreeMap<>();
    for (ToolDeclaration tool : context.servers().tools()) {
      groups.computeIfAbsent(packages.of(tool.module().file()), d -> new ArrayList<>()).add(tool);
    }
    return groups;
  }
}
