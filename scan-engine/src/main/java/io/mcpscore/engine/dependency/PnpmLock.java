package io.mcpscore.engine.dependency;

import io.mcpscore.engine.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code pnpm-lock.yaml} of lock file versions 5 to 9. */
final class PnpmLock implements DependencyFormat {

  private static final Pattern ENTRY =
      Pattern.compile(
          "  '?/?((?:@[a-z0-9._~-]{1,100}/)?[A-Za-z0-9._~-]{1,100})[@/]"
              + "([0-9][0-9A-Za-z.+-]{0,60})(?:[(_].{0,1000})?'?:\\s*");

  @Override
  public boolean covers(String fileName) {
    return fileName.equals("pnpm-lock.yaml");
  }

  @Override
  public List<Dependency> read(SourceFile file) {
    List<Dependency> out = new ArrayList<>();
    boolean[] packages = new boolean[1];
    LockLines.visit(
        file,
        (line, text) -> {
          if (!text.isEmpty() && !text.startsWith(" ")) {
            packages[0] = text.startsWith("packages:");
          }
          Matcher entry = ENTRY.matcher(text);
          if (packages[0] && entry.matches() && SemVer.isExact(entry.group(2))) {
            out.add(
                LockLines.at(
                    file,
                    line,
                    Ecosystem.NPM,
                    entry.group(1),
                    entry.group(2),
                    Dependency.Kind.LOCKED));
          }
        });
    return out;
  }
}
