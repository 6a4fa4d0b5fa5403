package io.mcpscore.engine.dependency;

import io.mcpscore.engine.dependency.Dependency.Kind;
import io.mcpscore.engine.dependency.Origin.Form;
import io.mcpscore.engine.format.JsonMembers;
import io.mcpscore.engine.format.Member;
import io.mcpscore.engine.source.SourceFile;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code package.json}, and the npm packages among the imports of {@code deno.json}; packages that
 * are files, links or workspaces of the repository are not.
 */
final class PackageJson implements DependencyFormat {

  private static final String ALIAS = "npm:";

  @Override
  public boolean covers(String fileName) {
    return fileName.equals("package.json")
        || fileName.equals("deno.json")
        || fileName.equals("deno.jsonc");
  }

  @Override
  public List<Dependency> read(SourceFile file) {
    boolean deno = !file.path().endsWith("package.json");
    List<Dependency> out = new ArrayList<>();
    for (Member m : JsonMembers.read(file.text().bytes())) {
      Kind kind = m.path().size() == 2 ? kind(m.path().getFirst()) : null;
      boolean fits = deno ? m.isAt("imports", "*") && isNpm(m.value()) : kind != null;
      if (fits && m.value() != null && !m.isItem()) {
        add(file, m, deno ? Kind.PRODUCTION : kind, out);
      }
    }
    return out;
  }

  private static void add(SourceFile file, Member m, Kind kind, List<Dependency> out) {
    String name = m.name();
    String range = m.value().strip();
    if (range.startsWith(ALIAS)) {
      String target = range.substring(ALIAS.length());
      int at = target.indexOf('@', 1);
      name = at < 0 ? target : target.substring(0, at);
      range = at < 0 ? "" : target.substring(at + 1);
    }
    Origin origin = range.startsWith("catalog:") ? Origin.REGISTRY : Origin.of(range);
    if (origin.form() != Form.DIRECTORY) {
      String version = SemVer.isExact(range) ? range : null;
      out.add(
          new Dependency(
              Ecosystem.NPM, name, version, range, kind, origin, file, m.start(), m.end()));
    }
  }

  private static boolean isNpm(String value) {
    return value != null && value.startsWith(ALIAS);
  }

  private static Kind kind(String section) {
    return switch (section) {
      case "dependencies", "optionalDependencies" -> Kind.PRODUCTION;
      case "devDependencies" -> Kind.DEVELOPMENT;
      default -> null;
    };
  }
}
