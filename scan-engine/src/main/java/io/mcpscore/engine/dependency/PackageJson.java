package io.mcpscore.engine.dependency;

import io.mcpscore.engine.dependency.Dependency.Kind;
import io.mcpscore.engine.source.SourceFile;
import java.util.ArrayList;
import java.util.List;

/** {@code package.json}; packages that are files, links or workspaces of the repository are not. */
final class PackageJson implements DependencyFormat {

  @Override
  public boolean covers(String fileName) {
    return fileName.equals("package.json");
  }

  @Override
  public List<Dependency> read(SourceFile file) {
    List<Dependency> out = new ArrayList<>();
    for (JsonTokens.Member m : JsonTokens.read(file.text().bytes())) {
      Kind kind = m.path().size() == 2 ? kind(m.path().getFirst()) : null;
      if (kind != null && m.value() != null && isFromRegistry(m.value())) {
        String version = SemVer.isExact(m.value()) ? m.value() : null;
        out.add(new Dependency(Ecosystem.NPM, m.name(), version, kind, file, m.start(), m.end()));
      }
    }
    return out;
  }

  private static Kind kind(String section) {
    return switch (section) {
      case "dependencies", "optionalDependencies" -> Kind.PRODUCTION;
      case "devDependencies" -> Kind.DEVELOPMENT;
      default -> null;
    };
  }

  private static boolean isFromRegistry(String range) {
    return !range.contains(":") && !range.contains("/");
  }
}
