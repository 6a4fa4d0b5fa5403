package io.mcpscore.engine.dependency;

import io.mcpscore.engine.dependency.Dependency.Kind;
import io.mcpscore.engine.dependency.Origin.Form;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.source.SourceText;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code yarn.lock}, classic and later. */
final class YarnLock implements DependencyFormat {

  private static final Pattern HEADER =
      Pattern.compile("\"?((?:@[^/@\\s\"]{1,100}/)?[^/@\\s\",:]{1,100})@(.{1,3500}):");
  private static final Pattern MEMBER =
      Pattern.compile(
          "  \"?(version|resolved|integrity|checksum|resolution)\"?:? \"?([^\"]{1,2000})\"?");
  private static final Pattern ALIAS =
      Pattern.compile("npm:((?:@[^/@\\s\"]{1,100}/)?[^/@\\s\",:]{1,100})@.*");

  private static final Pattern DEPENDENCIES = Pattern.compile("  (?:optionalD|d)ependencies:\\s*");
  private static final Pattern NEED =
      Pattern.compile(
          "    \"?((?:@[^/@\\s\"]{1,100}/)?[^/@\\s\",:]{1,100})\"?:? \"?([^\"]{1,500})\"?");

  @Override
  public boolean covers(String fileName) {
    return fileName.equals("yarn.lock");
  }

  @Override
  public List<Dependency> read(SourceFile file) {
    return read(file, List.of());
  }

  /**
   * Reads a lock file, and by what the manifests ask for finds out what only development needs.
   *
   * @param direct what the manifests beside and below it ask for
   */
  static List<Dependency> read(SourceFile file, List<Dependency> direct) {
    Reader reader = new Reader(file);
    for (Dependency d : direct) {
      for (String key : keys(d.name(), d.requirement())) {
        if (d.kind() == Kind.PRODUCTION) {
          reader.graph.production(key);
        } else {
          reader.graph.development();
        }
      }
    }
    LockLines.visit(file, reader::line);
    reader.finish();
    return reader.graph.dependencies();
  }

  /** How headers may write a requirement. */
  private static List<String> keys(String name, String range) {
    String bare = range.startsWith("npm:") ? range.substring(4) : range;
    return List.of(name + "@" + bare, name + "@npm:" + bare);
  }

  private static final class Reader {

    private final SourceFile file;
    private final LockGraph graph = new LockGraph();
    private String header = "";
    private boolean inDependencies;
    private String name;
    private String version;
    private String resolved;
    private boolean hashed;
    private int versionLine;

    Reader(SourceFile file) {
      this.file = file;
    }

    void line(int number, String text) {
      if (!text.startsWith(" ")) {
        finish();
        Matcher matcher = HEADER.matcher(text);
        if (matcher.matches() && !matcher.group(2).startsWith("workspace:")) {
          Matcher alias = ALIAS.matcher(matcher.group(2));
          name = alias.matches() ? alias.group(1) : matcher.group(1);
          header = text;
          for (String key : text.substring(0, text.length() - 1).replace("\"", "").split(", ")) {
            graph.needs(key, header);
          }
        }
        return;
      }
      Matcher need = NEED.matcher(text);
      if (inDependencies && name != null && need.matches()) {
        keys(need.group(1), need.group(2)).forEach(key -> graph.needs(header, key));
        return;
      }
      inDependencies = DEPENDENCIES.matcher(text).matches();
      Matcher member = MEMBER.matcher(text);
      if (name == null || !member.matches()) {
        return;
      }
      switch (member.group(1)) {
        case "version" -> {
          version = member.group(2);
          versionLine = number;
        }
        case "resolved" -> {
          resolved = member.group(2);
          hashed |= resolved.contains("#");
        }
        case "resolution" -> {
          // Later versions name the package, not a place; what is not npm: is no registry.
          int at = member.group(2).indexOf('@', 1);
          String place = at < 0 ? "" : member.group(2).substring(at + 1);
          resolved = place.startsWith("npm:") ? resolved : place;
        }
        default -> hashed = true;
      }
    }

    void finish() {
      if (name != null && version != null && SemVer.isExact(version)) {
        SourceText text = file.text();
        graph.add(
            header,
            new Dependency(
                Ecosystem.NPM,
                name,
                version,
                null,
                Kind.LOCKED,
                origin(),
                file,
                text.startOfLine(versionLine),
                text.endOfLine(versionLine)));
      }
      name = null;
      inDependencies = false;
      version = null;
      resolved = null;
      hashed = false;
    }

    private Origin origin() {
      Origin origin = Origin.of(resolved == null ? "" : resolved);
      return switch (origin.form()) {
        case GIT, DIRECTORY -> origin;
        default -> new Origin(Form.REGISTRY, resolved, hashed);
      };
    }
  }
}
