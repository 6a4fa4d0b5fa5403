package io.mcpscore.engine.dependency;

import io.mcpscore.engine.dependency.Dependency.Kind;
import io.mcpscore.engine.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** {@code requirements.txt} and its relatives. */
final class RequirementsTxt implements DependencyFormat {

  private static final Pattern NAME =
      Pattern.compile("(?i)(?:.*[-_.])?requirements(?:[-_.].*)?\\.txt");
  private static final Pattern DEVELOPMENT = Pattern.compile("(?i).*(?:dev|test|lint|doc).*");

  @Override
  public boolean covers(String fileName) {
    return NAME.matcher(fileName).matches();
  }

  @Override
  public List<Dependency> read(SourceFile file) {
    String name = file.path().substring(file.directory().length());
    Kind kind = DEVELOPMENT.matcher(name).matches() ? Kind.DEVELOPMENT : Kind.PRODUCTION;
    List<Dependency> out = new ArrayList<>();
    LockLines.visit(
        file,
        (line, text) -> {
          if (!text.isBlank() && !text.startsWith("#") && !text.startsWith("-")) {
            Requirement.of(text)
                .map(r -> LockLines.at(file, line, Ecosystem.PYPI, r.name(), r.version(), kind))
                .ifPresent(out::add);
          }
        });
    return out;
  }
}
