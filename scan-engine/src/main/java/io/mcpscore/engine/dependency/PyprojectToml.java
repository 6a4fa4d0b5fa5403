package io.mcpscore.engine.dependency;

import io.mcpscore.engine.dependency.Dependency.Kind;
import io.mcpscore.engine.dependency.Origin.Form;
import io.mcpscore.engine.format.Member;
import io.mcpscore.engine.format.TomlMembers;
import io.mcpscore.engine.source.SourceFile;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code pyproject.toml}, standard, Poetry's, uv's and PDM's, and {@code Pipfile}. */
final class PyprojectToml implements DependencyFormat {

  private static final Pattern BARE = Pattern.compile("[0-9][0-9A-Za-z.!+_-]{0,60}");

  @Override
  public boolean covers(String fileName) {
    return fileName.equals("pyproject.toml") || fileName.equals("Pipfile");
  }

  @Override
  public List<Dependency> read(SourceFile file) {
    PythonEntries entries = new PythonEntries(file);
    boolean pipfile = file.path().endsWith("Pipfile");
    Map<List<String>, Map<String, Member>> tables = new LinkedHashMap<>();
    for (Member m : TomlMembers.read(file.text())) {
      Kind listed = pipfile ? null : kindOfList(m);
      List<String> group = tableOf(m, pipfile);
      if (listed != null && m.value() != null) {
        entries.add(m.value(), listed, m.start(), m.end());
      } else if (group != null) {
        tables.computeIfAbsent(group, g -> new HashMap<>()).putIfAbsent(keyIn(m, group), m);
      }
    }
    tables.forEach((path, members) -> table(path, members, pipfile, entries));
    return entries.all();
  }

  /** What the items of a list of requirements are for; null for other members. */
  private static Kind kindOfList(Member m) {
    if (m.isAt("project", "dependencies", "*")) {
      return Kind.PRODUCTION;
    }
    if (m.isAt("project", "optional-dependencies", "*", "*")) {
      return PythonEntries.kindOfGroup(m.path().get(2));
    }
    boolean development =
        m.isAt("dependency-groups", "*", "*")
            || m.isAt("tool", "uv", "dev-dependencies", "*")
            || m.isAt("tool", "pdm", "dev-dependencies", "*", "*");
    return development ? Kind.DEVELOPMENT : null;
  }

  /** The path up to the name of the package, for tables whose names are packages. */
  private static List<String> tableOf(Member m, boolean pipfile) {
    List<String> path = m.path();
    if (pipfile) {
      boolean packages = m.isBelow("packages", "*") || m.isBelow("dev-packages", "*");
      return packages ? path.subList(0, 2) : null;
    }
    if (m.isBelow("tool", "poetry", "dependencies", "*")
        || m.isBelow("tool", "poetry", "dev-dependencies", "*")) {
      return path.subList(0, 4);
    }
    return m.isBelow("tool", "poetry", "group", "*", "dependencies", "*")
        ? path.subList(0, 6)
        : null;
  }

  private static String keyIn(Member m, List<String> group) {
    return m.path().size() == group.size() ? "" : m.path().get(group.size());
  }

  private static void table(
      List<String> path, Map<String, Member> members, boolean pipfile, PythonEntries entries) {
    Member first = members.values().stream().min((a, b) -> a.start() - b.start()).orElseThrow();
    boolean development =
        pipfile
            ? path.getFirst().equals("dev-packages")
            : path.size() == 6 || path.get(2).equals("dev-dependencies");
    Kind kind = development ? Kind.DEVELOPMENT : Kind.PRODUCTION;
    String range = text(members, "version", text(members, "", ""));
    Origin origin = Origin.REGISTRY;
    if (members.containsKey("git")) {
      origin =
          new Origin(
              Form.GIT,
              text(members, "git", ""),
              members.containsKey("rev") && text(members, "rev", "").length() == 40);
    } else if (members.containsKey("url")) {
      origin = Origin.of(text(members, "url", ""));
    } else if (members.containsKey("path")) {
      origin = new Origin(Form.DIRECTORY, null, true);
    }
    entries.add(
        path.getLast(), exact(range, pipfile), range, kind, origin, first.start(), first.end());
  }

  /** In Poetry's tables a bare number is one version; elsewhere that takes two equals signs. */
  private static String exact(String range, boolean pipfile) {
    Matcher bare = BARE.matcher(range);
    if (!pipfile && bare.matches()) {
      return range;
    }
    return Requirement.of("x" + range).map(Requirement::version).orElse(null);
  }

  private static String text(Map<String, Member> members, String name, String otherwise) {
    Member member = members.get(name);
    return member == null || member.value() == null ? otherwise : member.value();
  }
}
