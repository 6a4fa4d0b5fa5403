package io.mcpscore.engine.dependency;

import io.mcpscore.engine.dependency.Dependency.Kind;
import io.mcpscore.engine.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The requirement lists of {@code pyproject.toml}, standard and Poetry's. */
final class PyprojectToml implements DependencyFormat {

  private static final Pattern TABLE = Pattern.compile("\\[\\[?\\s*([^\\]]{1,200})\\s*]]?.*");
  private static final Pattern LIST =
      Pattern.compile("\\s*\"?([A-Za-z0-9._-]{1,100})\"?\\s*=\\s*\\[(.*)");
  private static final Pattern TEXT = Pattern.compile("\"([^\"]{1,300})\"|'([^']{1,300})'");
  private static final Pattern ENTRY =
      Pattern.compile("\"?([A-Za-z0-9][A-Za-z0-9._-]{0,100})\"?\\s*=\\s*[\"{].*");
  private static final Pattern DEVELOPMENT = Pattern.compile("(?i).*(?:dev|test|lint|doc).*");

  @Override
  public boolean covers(String fileName) {
    return fileName.equals("pyproject.toml");
  }

  @Override
  public List<Dependency> read(SourceFile file) {
    Reader reader = new Reader(file);
    LockLines.visit(file, reader::line);
    return reader.out;
  }

  /** Remembers the table and the list that a line is in. */
  private static final class Reader {

    private final SourceFile file;
    private final List<Dependency> out = new ArrayList<>();
    private String table = "";
    private Kind list;

    Reader(SourceFile file) {
      this.file = file;
    }

    void line(int number, String text) {
      if (list != null) {
        items(number, text);
        return;
      }
      Matcher header = TABLE.matcher(text);
      Matcher start = LIST.matcher(text);
      if (header.matches()) {
        table = header.group(1).strip();
      } else if (isPoetry()) {
        entry(number, text);
      } else if (start.matches()) {
        list = kindOfList(start.group(1));
        if (list != null) {
          items(number, start.group(2));
        }
      }
    }

    private void items(int number, String text) {
      String bare = text.strip();
      if (!bare.startsWith("#")) {
        Matcher item = TEXT.matcher(bare);
        while (item.find()) {
          String requirement = item.group(1) == null ? item.group(2) : item.group(1);
          Requirement.of(requirement).ifPresent(r -> add(number, r.name(), r.version(), list));
        }
      }
      // A bracket inside of a text, as in "name[extra]", ends no list.
      if (TEXT.matcher(bare).replaceAll("").contains("]")) {
        list = null;
      }
    }

    private void entry(int number, String text) {
      Matcher matcher = ENTRY.matcher(text);
      if (matcher.matches() && !matcher.group(1).equals("python")) {
        boolean development = !table.equals("tool.poetry.dependencies");
        add(number, matcher.group(1), null, development ? Kind.DEVELOPMENT : Kind.PRODUCTION);
      }
    }

    private boolean isPoetry() {
      return table.startsWith("tool.poetry.") && table.endsWith("dependencies");
    }

    private Kind kindOfList(String name) {
      return switch (table) {
        case "project" -> name.equals("dependencies") ? Kind.PRODUCTION : null;
        case "project.optional-dependencies" ->
            DEVELOPMENT.matcher(name).matches() ? Kind.DEVELOPMENT : Kind.PRODUCTION;
        case "dependency-groups" -> Kind.DEVELOPMENT;
        case "tool.uv" -> name.equals("dev-dependencies") ? Kind.DEVELOPMENT : null;
        default -> null;
      };
    }

    private void add(int number, String name, String version, Kind kind) {
      out.add(LockLines.at(file, number, Ecosystem.PYPI, name, version, kind));
    }
  }
}
