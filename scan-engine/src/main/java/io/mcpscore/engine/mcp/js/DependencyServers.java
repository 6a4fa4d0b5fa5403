package io.mcpscore.engine.mcp.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.mcp.McpModel.ServerDeclaration;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.program.js.JsonFiles;
import io.mcpscore.engine.program.js.ModuleFiles;
import io.mcpscore.engine.program.js.ScriptModule;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Packages that are MCP servers by their manifest while the server itself lives in a dependency:
 * the package's entry only calls into it. Such a package declares a server without tools, and a
 * note says where the tools are.
 */
final class DependencyServers {

  /** Framework of a server whose code is not part of the repository. */
  static final String EXTERNAL = "external";

  private static final Set<String> KEYWORDS =
      Set.of("mcp-server", "modelcontextprotocol", "model-context-protocol", "mcp");
  private static final int MAX_MODULES = 200;
  private static final int MAX_NAMED = 10;

  private final Program program;
  private final ModuleFiles moduleFiles;
  private final Findings findings;

  DependencyServers(Program program, ModuleFiles moduleFiles, Findings findings) {
    this.program = program;
    this.moduleFiles = moduleFiles;
    this.findings = findings;
  }

  /** Looks at every package manifest. */
  void read(List<SourceFile> files) {
    for (SourceFile file : files) {
      boolean manifest =
          file.path().equals("package.json") || file.path().endsWith("/package.json");
      if (manifest && file.role().deducts() && !hasServer(file.directory())) {
        JsonNode json = JsonFiles.read(file);
        if (isRegistered(json, file.directory(), files)) {
          declare(json, file.directory(), true);
        } else if (isDescribed(json)) {
          declare(json, file.directory(), false);
        }
      }
    }
  }

  /** Whether the package is published as a server in the MCP registry. */
  private static boolean isRegistered(JsonNode manifest, String directory, List<SourceFile> files) {
    return manifest.path("mcpName").isTextual()
        || files.stream()
            .filter(f -> f.path().equals(directory + "server.json"))
            .map(JsonFiles::read)
            .filter(j -> j.path("$schema").asText().contains("modelcontextprotocol.io"))
            .flatMap(j -> j.path("packages").valueStream())
            .anyMatch(p -> p.path("identifier").equals(manifest.path("name")));
  }

  /** Whether the package can be run and calls itself a server. */
  private static boolean isDescribed(JsonNode manifest) {
    return manifest.has("bin")
        && manifest
            .path("keywords")
            .valueStream()
            .anyMatch(k -> KEYWORDS.contains(k.asText().toLowerCase(Locale.ROOT)));
  }

  private boolean hasServer(String directory) {
    return Stream.concat(
            findings.servers.stream().map(ServerDeclaration::module),
            findings.tools.stream().map(ToolDeclaration::module))
        .map(SourceModule::file)
        .anyMatch(f -> f.role().deducts() && f.path().startsWith(directory));
  }

  /**
   * Declares the server at the first call into the dependency that it lives in. Without a call
   * whose name speaks of MCP, only a registered package is known to be a server.
   */
  private void declare(JsonNode manifest, String directory, boolean registered) {
    List<SourceModule> modules = entryModules(manifest, directory);
    List<Use> uses = modules.stream().flatMap(m -> uses(m, manifest).stream()).toList();
    List<Use> telling = uses.stream().filter(Use::namesMcp).toList();
    String name = manifest.path("mcpName").asText(manifest.path("name").asText(null));
    if (!telling.isEmpty()) {
      add(telling.getFirst().module(), telling.getFirst().node(), name);
      findings.notes.add(implementedIn(names(telling)));
    } else if (registered && !modules.isEmpty()) {
      add(modules.getFirst(), 0, name);
      List<String> dependencies = names(uses);
      findings.notes.add(
          ("The package %s is published as an MCP server, but no tool was found in its source%s.")
              .formatted(
                  manifest.path("name").asText(),
                  dependencies.isEmpty()
                      ? ""
                      : "; they may be in what it depends on: " + String.join(", ", dependencies)));
    }
  }

  private static String implementedIn(List<String> dependencies) {
    return dependencies.size() == 1
        ? ("The tools of this server are implemented in the dependency %s, which is not part of"
                + " this repository.")
            .formatted(dependencies.getFirst())
        : ("The tools of this server are implemented in the dependencies %s, which are not part"
                + " of this repository.")
            .formatted(String.join(", ", dependencies));
  }

  private void add(SourceModule module, int node, String name) {
    findings.servers.add(new ServerDeclaration(module, node, EXTERNAL, name, null));
  }

  private static List<String> names(List<Use> uses) {
    return uses.stream().map(Use::dependency).distinct().sorted().limit(MAX_NAMED).toList();
  }

  /** The files that the package runs or offers, and those of the package that they import. */
  private List<SourceModule> entryModules(JsonNode manifest, String directory) {
    Set<String> entries = new LinkedHashSet<>();
    JsonNode bin = manifest.path("bin");
    if (bin.isTextual()) {
      entries.add(bin.asText());
    }
    bin.forEach(b -> entries.add(b.asText()));
    entries.add(manifest.path("main").asText("index.js"));
    manifest.path("exports").findValuesAsText("default").forEach(entries::add);
    Set<String> paths = new LinkedHashSet<>();
    for (String entry : entries) {
      String relative = entry.startsWith(".") ? entry : "./" + entry;
      moduleFiles.locate(directory + "package.json", relative).ifPresent(paths::add);
      String source = relative.replaceFirst("^\\./(dist|build|lib|out)/", "./src/");
      moduleFiles.locate(directory + "package.json", source).ifPresent(paths::add);
    }
    List<SourceModule> found = new ArrayList<>();
    List<String> open = new ArrayList<>(paths);
    for (int i = 0; i < open.size() && i < MAX_MODULES; i++) {
      String path = open.get(i);
      if (path.startsWith(directory)
          && program.module(path).orElse(null) instanceof ScriptModule m) {
        found.add(m);
        for (String specifier : m.specifiers()) {
          moduleFiles.locate(path, specifier).filter(paths::add).ifPresent(open::add);
        }
      }
    }
    return found;
  }

  /** A place where a dependency is called or handed on. */
  private record Use(SourceModule module, int node, String dependency, boolean namesMcp) {}

  private static final Set<String> USES =
      Set.of("call_expression", "new_expression", "member_expression");

  private List<Use> uses(SourceModule module, JsonNode manifest) {
    List<Use> found = new ArrayList<>();
    SyntaxTree tree = module.tree();
    for (int n = 0; n < tree.size(); n++) {
      if (!USES.contains(tree.kind(n))) {
        continue;
      }
      int used =
          switch (tree.kind(n)) {
            case "call_expression" -> tree.child(n, "function");
            case "new_expression" -> tree.child(n, "constructor");
            default -> n;
          };
      if (used != NONE
          && program.resolve(module, used).orElse(null) instanceof Target.External external) {
        String dependency = dependency(external.qualifiedName(), manifest);
        if (dependency != null) {
          String rest = external.qualifiedName().toLowerCase(Locale.ROOT);
          boolean mcp = rest.contains("mcp");
          found.add(new Use(module, n, dependency, mcp));
        }
      }
    }
    return found;
  }

  private static String dependency(String qualifiedName, JsonNode manifest) {
    String best = null;
    for (String section : List.of("dependencies", "peerDependencies", "optionalDependencies")) {
      for (var e : manifest.path(section).properties()) {
        String name = e.getKey();
        boolean fits =
            qualifiedName.equals(name)
                || qualifiedName.startsWith(name + ".")
                || qualifiedName.startsWith(name + "/");
        if (fits && (best == null || best.length() < name.length())) {
          best = name;
        }
      }
    }
    return best;
  }
}
