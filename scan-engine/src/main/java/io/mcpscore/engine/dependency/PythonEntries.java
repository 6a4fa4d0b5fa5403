package io.mcpscore.engine.dependency;

import io.mcpscore.engine.dependency.Dependency.Kind;
import io.mcpscore.engine.dependency.Origin.Form;
import io.mcpscore.engine.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Collects what a Python manifest asks for. */
final class PythonEntries {

  /** Words in the names of groups and files whose packages never run with the server. */
  private static final Pattern DEVELOPMENT =
      Pattern.compile(
          "(?i)(?:^|.*[^a-z])(?:dev|develop|development|test|tests|testing|lint|linting|docs?|typing|types|ci|build|format|style|bench|benchmarks?|release)(?:$|[^a-z].*)");

  private static final Set<String> NO_PACKAGES = Set.of("python");

  private final SourceFile file;
  private final List<Dependency> out = new ArrayList<>();

  PythonEntries(SourceFile file) {
    this.file = file;
  }

  /** What was added, in order. */
  List<Dependency> all() {
    return out;
  }

  /** Whether a group or file of this name is for development. */
  static Kind kindOfGroup(String name) {
    return DEVELOPMENT.matcher(name.toLowerCase(Locale.ROOT)).matches()
        ? Kind.DEVELOPMENT
        : Kind.PRODUCTION;
  }

  /** Adds a requirement by PEP 508; texts that are none are left out. */
  void add(String requirement, Kind kind, int start, int end) {
    Requirement.of(requirement)
        .ifPresent(r -> add(r.name(), r.version(), r.specifier(), kind, r.origin(), start, end));
  }

  /** Adds a package. */
  void add(
      String name, String version, String specifier, Kind kind, Origin origin, int start, int end) {
    if (origin.form() != Form.DIRECTORY && !NO_PACKAGES.contains(name)) {
      out.add(
          new Dependency(
              Ecosystem.PYPI,
              Ecosystem.PYPI.normalise(name),
              version,
              specifier,
              kind,
              origin,
              file,
              start,
              end));
    }
  }
}
