package io.mcpscore.engine.dependency;

import io.mcpscore.engine.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code uv.lock}, {@code poetry.lock} and {@code pdm.lock}: tables named {@code package}. */
final class PythonLock implements DependencyFormat {

  private static final Pattern ENTRY =
      Pattern.compile("(name|version|source)\\s*=\\s*(?:\"([^\"]{1,200})\"|(\\{.{0,500}))\\s*");

  @Override
  public boolean covers(String fileName) {
    return fileName.equals("uv.lock")
        || fileName.equals("poetry.lock")
        || fileName.equals("pdm.lock");
  }

  @Override
  public List<Dependency> read(SourceFile file) {
    Reader reader = new Reader(file);
    LockLines.visit(file, reader::line);
    reader.finish();
    return reader.out;
  }

  private static final class Reader {

    private final SourceFile file;
    private final List<Dependency> out = new ArrayList<>();
    private boolean inPackage;
    private boolean own;
    private String name;
    private String version;
    private int nameLine;

    Reader(SourceFile file) {
      this.file = file;
    }

    void line(int number, String text) {
      if (text.startsWith("[")) {
        finish();
        inPackage = text.startsWith("[[package]]");
      }
      Matcher entry = ENTRY.matcher(text);
      if (!inPackage || !entry.matches()) {
        return;
      }
      switch (entry.group(1)) {
        case "name" -> {
          name = entry.group(2);
          nameLine = number;
        }
        case "version" -> version = entry.group(2);
        // The project itself and its workspace are no dependencies.
        default ->
            own =
                entry.group(3) != null && entry.group(3).matches(".*\\b(?:editable|virtual)\\b.*");
      }
    }

    void finish() {
      if (name != null && version != null && !own) {
        out.add(
            LockLines.at(file, nameLine, Ecosystem.PYPI, name, version, Dependency.Kind.LOCKED));
      }
      name = null;
      version = null;
      own = false;
      inPackage = false;
    }
  }
}
