package io.mcpscore.engine.dependency;

import io.mcpscore.engine.dependency.Dependency.Kind;
import io.mcpscore.engine.source.SourceFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code package-lock.json} of lock file versions 1 to 3, and {@code Pipfile.lock}. */
final class PackageLockJson implements DependencyFormat {

  private static final String MODULES = "node_modules/";

  @Override
  public boolean covers(String fileName) {
    return fileName.equals("package-lock.json")
        || fileName.equals("npm-shrinkwrap.json")
        || fileName.equals("Pipfile.lock");
  }

  @Override
  public List<Dependency> read(SourceFile file) {
    List<JsonTokens.Member> members = JsonTokens.read(file.text().bytes());
    boolean python = file.path().endsWith("Pipfile.lock");
    boolean flat = members.stream().anyMatch(m -> m.path().equals(List.of("packages")));
    Set<List<String>> development = new HashSet<>();
    members.stream()
        .filter(m -> m.name().equals("dev") && "true".equals(m.value()))
        .forEach(m -> development.add(m.path().subList(0, m.path().size() - 1)));
    List<Dependency> out = new ArrayList<>();
    for (JsonTokens.Member m : members) {
      List<String> path = m.path();
      if (m.name().equals("version") && m.value() != null && path.size() >= 3) {
        List<String> owner = path.subList(0, path.size() - 1);
        if (python) {
          addPython(file, m, out);
        } else if (flat ? owner.getFirst().equals("packages") : isNested(owner)) {
          addScript(file, m, development.contains(owner), out);
        }
      }
    }
    return out;
  }

  private static void addPython(SourceFile file, JsonTokens.Member m, List<Dependency> out) {
    String name = m.path().get(m.path().size() - 2);
    boolean development = m.path().getFirst().equals("develop");
    if (m.value().startsWith("==") && m.path().size() == 3) {
      out.add(
          new Dependency(
              Ecosystem.PYPI,
              Ecosystem.PYPI.normalise(name),
              m.value().substring(2),
              development ? Kind.LOCKED_DEVELOPMENT : Kind.LOCKED,
              file,
              m.start(),
              m.end()));
    }
  }

  private static void addScript(
      SourceFile file, JsonTokens.Member m, boolean development, List<Dependency> out) {
    String key = m.path().get(m.path().size() - 2);
    int modules = key.lastIndexOf(MODULES);
    boolean flat = m.path().getFirst().equals("packages");
    if ((flat && modules < 0) || !SemVer.isExact(m.value())) {
      return;
    }
    out.add(
        new Dependency(
            Ecosystem.NPM,
            flat ? key.substring(modules + MODULES.length()) : key,
            m.value(),
            development ? Kind.LOCKED_DEVELOPMENT : Kind.LOCKED,
            file,
            m.start(),
            m.end()));
  }

  /** Whether a path is {@code dependencies, name} once or several times over. */
  private static boolean isNested(List<String> owner) {
    for (int i = 0; i < owner.size(); i += 2) {
      if (!owner.get(i).equals("dependencies")) {
        return false;
      }
    }
    return owner.size() % 2 == 0;
  }
}
