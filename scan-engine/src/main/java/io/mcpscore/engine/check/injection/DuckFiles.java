package io.mcpscore.engine.check.injection;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Data bases of DuckDB that are opened for reading and keep their access to files: {@code COPY …
 * TO} writes any of them, the file of the data base included, and {@code ATTACH} makes others.
 */
final class DuckFiles {

  private static final List<String> WORDS = List.of("duckdb");

  private static final List<String> CONFINED =
      List.of(
          "enable_external_access",
          "enableExternalAccess",
          "disabled_filesystems",
          "allowed_directories");

  private static final Pattern OPENING =
      Pattern.compile(
          "duckdb\\.connect|(?:duckdb|duckdb-async)\\.(?:\\w+\\.)?Database(?:\\.create)?"
              + "|@duckdb/node-api\\.DuckDBInstance\\.(?:create|fromCache)");

  private static final Pattern READING =
      Pattern.compile("(?is).{0,300}access_?mode[\"']?\\s*:\\s*(?!.{0,3}READ_WRITE).{1,300}");

  private DuckFiles() {}

  /**
   * An opening for reading.
   *
   * @param module where
   * @param call the call
   */
  record Opening(SourceModule module, int call) {}

  /** The openings of a repository that say nothing of files, one of each file. */
  static List<Opening> of(CheckContext context) {
    List<Opening> out = new ArrayList<>();
    if (!Mentions.any(context, WORDS) || Mentions.any(context, CONFINED)) {
      return out;
    }
    for (SourceModule module : context.program().modules()) {
      if (module.file().role().deducts() && Mentions.in(module, WORDS)) {
        module
            .tree()
            .ofKinds("call", "call_expression", "new_expression")
            .filter(n -> ExternalCalls.isCall(module.tree(), n))
            .filter(n -> isForReading(context, module, n))
            .limit(1)
            .forEach(n -> out.add(new Opening(module, n)));
      }
    }
    return out;
  }

  private static boolean isForReading(CheckContext context, SourceModule module, int node) {
    Callee callee = Callee.of(context, module, node);
    if (callee == null || !OPENING.matcher(callee.qualified()).matches()) {
      return false;
    }
    Call call = callee.call();
    SyntaxTree tree = module.tree();
    int option = call.option("read_only");
    if (option != NONE) {
      return !tree.text(option).equals("False");
    }
    return call.arguments().stream()
        .filter(a -> !Literals.isString(tree, a))
        .map(tree::text)
        .anyMatch(a -> a.length() < 600 && READING.matcher(a).matches());
  }
}
