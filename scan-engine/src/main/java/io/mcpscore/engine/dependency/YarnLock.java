package io.mcpscore.engine.dependency;

import io.mcpscore.engine.dependency.Dependency.Kind;
import io.mcpscore.engine.dependency.Origin.Form;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.source.SourceText;
import java.util.ArrayList;
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

  @Override
  public boolean covers(String fileName) {
    return fileName.equals("yarn.lock");
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
        Matcher header = HEADER.matcher(text);
        if (header.matches() && !header.group(2).startsWith("workspace:")) {
          Matcher alias = ALIAS.matcher(header.group(2));
          name = alias.matches() ? alias.group(1) : header.group(1);
        }
        return;
      }
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
        out.add(
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
