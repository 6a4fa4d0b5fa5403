package io.mcpscore.engine.dependency;

import io.mcpscore.engine.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code yarn.lock}, classic and later. */
final class YarnLock implements DependencyFormat {

  private static final Pattern HEADER =
      Pattern.compile("\"?((?:@[^/@\\s\"]{1,100}/)?[^/@\\s\",:]{1,100})@(?!workspace:).{1,1500}:");
  private static final Pattern VERSION =
      Pattern.compile("  version:? \"?([0-9][0-9A-Za-z.+-]{0,60})\"?");

  @Override
  public boolean covers(String fileName) {
    return fileName.equals("yarn.lock");
  }

  @Override
  public List<Dependency> read(SourceFile file) {
    List<Dependency> out = new ArrayList<>();
    String[] name = new String[1];
    LockLines.visit(
        file,
        (line, text) -> {
          Matcher header = HEADER.matcher(text);
          Matcher version = VERSION.matcher(text);
          if (!text.startsWith(" ")) {
            name[0] = header.matches() ? header.group(1) : null;
          } else if (name[0] != null && version.matches() && SemVer.isExact(version.group(1))) {
            out.add(
                LockLines.at(
                    file, line, Ecosystem.NPM, name[0], version.group(1), Dependency.Kind.LOCKED));
            name[0] = null;
          }
        });
    return out;
  }
}
