package io.mcpscore.engine.check.mcp;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.dependency.PackageDirectories;
import io.mcpscore.engine.format.JsonMembers;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which tools are offered together: those of one package, by the nearest manifest above them. Tools
 * of a package that makes no server belong to the first package that imports them and does. Tools
 * of examples and tests are not offered.
 */
final class ServerGroups {

  private ServerGroups() {}

  /** Tools by directory of their package, ordered. */
  static Map<String, List<ToolDeclaration>> of(CheckContext context) {
    PackageDirectories packages = new PackageDirectories(context.files());
    TreeSet<String> serving = new TreeSet<>();
    context.servers().servers().stream()
        .filter(s -> s.module().file().role().deducts())
        .forEach(s -> serving.add(packages.of(s.module().file())));
    Map<String, String> users = users(context, packages, serving);
    Map<String, List<ToolDeclaration>> groups = new TreeMap<>();
    for (ToolDeclaration tool : context.servers().tools()) {
      if (tool.module().file().role().deducts()) {
        String own = packages.of(tool.module().file());
        String directory = serving.contains(own) ? own : users.getOrDefault(own, own);
        groups.computeIfAbsent(directory, d -> new ArrayList<>()).add(tool);
      }
    }
    return groups;
  }

  /** The packages without a server of their own, and who offers what they have. */
  private static Map<String, String> users(
      CheckContext context, PackageDirectories packages, Set<String> serving) {
    Map<String, String> users = new TreeMap<>();
    for (SourceFile manifest : context.files()) {
      String own = manifest.directory();
      if (manifest.path().equals(own + "package.json") && !serving.contains(own)) {
        JsonMembers.read(manifest.text().bytes()).stream()
            .filter(m -> m.isAt("name") && m.value() != null)
            .findFirst()
            .flatMap(name -> user(context, packages, serving, name.value()))
            .ifPresent(user -> users.put(own, user));
      }
    }
    return users;
  }

  private static Optional<String> user(
      CheckContext context, PackageDirectories packages, Set<String> serving, String name) {
    return context.program().modules().stream()
        .map(SourceModule::file)
        .filter(f -> f.role().deducts() && serving.contains(packages.of(f)))
        .filter(f -> f.text().holds("'" + name + "'") || f.text().holds("\"" + name + "\""))
        .map(packages::of)
        .findFirst();
  }
}
