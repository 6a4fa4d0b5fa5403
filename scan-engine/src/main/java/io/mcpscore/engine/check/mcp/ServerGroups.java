package io.mcpscore.engine.check.mcp;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which tools are offered together: those of one package, by the nearest manifest above them. */
final class ServerGroups {

  private ServerGroups() {}

  /** Tools by directory of their package, ordered. */
  static Map<String, List<ToolDeclaration>> of(CheckContext context) {
    TreeSet<String> packages = new TreeSet<>();
    for (SourceFile file : context.files()) {
      String name = file.path().substring(file.directory().length());
      if (name.equals("package.json") || name.equals("pyproject.toml")) {
        packages.add(file.directory());
      }
    }
    Map<String, List<ToolDeclaration>> groups = new TreeMap<>();
    for (ToolDeclaration tool : context.servers().tools()) {
      groups
          .computeIfAbsent(
              nearest(packages, tool.module().file().directory()), d -> new ArrayList<>())
          .add(tool);
    }
    return groups;
  }

  private static String nearest(TreeSet<String> packages, String directory) {
    String at = directory;
    while (!at.isEmpty() && !packages.contains(at)) {
      at = at.substring(0, at.lastIndexOf('/', at.length() - 2) + 1);
    }
    return at;
  }
}
