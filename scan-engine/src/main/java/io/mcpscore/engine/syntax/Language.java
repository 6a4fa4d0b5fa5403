package io.mcpscore.engine.syntax;

import java.util.Locale;
import java.util.Optional;

/** A language with a grammar. */
public enum Language {
  TYPESCRIPT,
  TSX,
  JAVASCRIPT,
  PYTHON;

  /** Language by the ending of a path; JSX is part of the JavaScript grammar. */
  public static Optional<Language> ofPath(String path) {
    String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (ending) {
      case "ts", "mts", "cts" -> Optional.of(TYPESCRIPT);
      case "tsx" -> Optional.of(TSX);
      case "js", "mjs", "cjs", "jsx" -> Optional.of(JAVASCRIPT);
      case "py" -> Optional.of(PYTHON);
      default -> Optional.empty();
    };
  }

  /** The name in reports: TSX is TypeScript there. */
  public String reportName() {
    return this == TSX ? TYPESCRIPT.reportName() : name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is TypeScript, TSX or JavaScript. */
  public boolean isScript() {
    return this != PYTHON;
  }
}
