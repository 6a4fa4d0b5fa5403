package io.mcpscore.engine.dependency;

import io.mcpscore.engine.dependency.Dependency.Kind;
import io.mcpscore.engine.dependency.Origin.Form;
import io.mcpscore.engine.format.Member;
import io.mcpscore.engine.format.TomlMembers;
import io.mcpscore.engine.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code uv.lock}, {@code poetry.lock} and {@code pdm.lock}: tables named {@code package}. */
final class PythonLock implements DependencyFormat {

  private static final Pattern HASH = Pattern.compile("(?:hash|sha256)");

  @Override
  public boolean covers(String fileName) {
    return fileName.equals("uv.lock")
        || fileName.equals("poetry.lock")
        || fileName.equals("pdm.lock")
        || (fileName.startsWith("pylock.") && fileName.endsWith(".toml"));
  }

  @Override
  public List<Dependency> read(SourceFile file) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (Member m : TomlMembers.read(file.text())) {
      String list = m.path().getFirst();
      if (m.path().size() >= 3 && (list.equals("package") || list.equals("packages"))) {
        entries.computeIfAbsent(m.path().get(1), k -> new Entry()).add(m);
      }
    }
    LockGraph graph = new LockGraph();
    for (Entry entry : entries.values()) {
      entry.addTo(graph, file);
    }
    return graph.dependencies();
  }

  /** One table with all that belongs to it. */
  private static final class Entry {

    private Member name;
    private String version;
    private String git;
    private String url;
    private String registry;
    private boolean own;
    private boolean hashed;
    private boolean development;
    private final List<String> groups = new ArrayList<>();
    private final List<String> needs = new ArrayList<>();
    private final List<String> needsForDevelopment = new ArrayList<>();

    void add(Member m) {
      List<String> path = m.path();
      String value = m.value();
      switch (path.get(2)) {
        case "name" -> name = value == null ? name : m;
        case "version" -> version = value;
        case "category" -> development = "dev".equals(value);
        case "groups" -> {
          if (value != null) {
            groups.add(value);
          }
        }
        case "source" -> source(m);
        case "git", "vcs" -> git = value == null ? "git" : value;
        case "hash" -> hashed = true;
        case "files", "wheels", "sdist", "archive" -> hashed |= HASH.matcher(m.name()).matches();
        case "dependencies", "optional-dependencies" -> need(m, needs);
        case "dev-dependencies" -> need(m, needsForDevelopment);
        default -> {}
      }
    }

    private void source(Member m) {
      if (m.path().size() != 4) {
        return;
      }
      switch (m.name()) {
        // The project itself and its workspace are no dependencies.
        case "editable", "virtual", "directory", "path" -> own = true;
        case "git" -> git = m.value();
        case "registry" -> registry = m.value();
        case "url" -> url = m.value();
        case "type" -> git = "git".equals(m.value()) ? "git" : git;
        default -> {}
      }
    }

    private static void need(Member m, List<String> to) {
      if (m.name().equals("name") && m.value() != null) {
        to.add(Ecosystem.PYPI.normalise(m.value()));
      }
    }

    void addTo(LockGraph graph, SourceFile file) {
      if (name == null) {
        return;
      }
      String key = Ecosystem.PYPI.normalise(name.value());
      if (own) {
        needs.forEach(graph::production);
        if (!needsForDevelopment.isEmpty()) {
          graph.development();
        }
        return;
      }
      needs.forEach(n -> graph.needs(key, n));
      boolean grouped =
          !groups.isEmpty()
              && groups.stream().allMatch(g -> PythonEntries.kindOfGroup(g) == Kind.DEVELOPMENT);
      if (version != null) {
        graph.add(
            key,
            new Dependency(
                Ecosystem.PYPI,
                key,
                version,
                null,
                development || grouped ? Kind.LOCKED_DEVELOPMENT : Kind.LOCKED,
                origin(),
                file,
                name.start(),
                name.end()));
      }
    }

    private Origin origin() {
      if (git != null) {
        return new Origin(Form.GIT, git.equals("git") && url != null ? url : git, true);
      }
      return new Origin(Form.REGISTRY, registry == null ? url : registry, hashed);
    }
  }
}
