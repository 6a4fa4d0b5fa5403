package io.mcpscore.engine.check.secrets;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code secrets-file-mode}: secrets written to a file with the mode that files usually get, which
 * others on the machine can read.
 */
public final class SecretsFileModeCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("secrets-file-mode");

  private static final Pattern WRITE_FILE =
      Pattern.compile(
          "fs\\..{0,20}writeFile(?:Sync)?|fs-extra\\..{0,20}(?:writeFile|outputFile|writeJson).{0,4}"
              + "|(?:Bun\\.write|Deno\\.writeTextFile)");

  /** Any of these in the function shows that somebody thought of it. */
  private static final Pattern CARE =
      Pattern.compile(
          "chmod|0o?[0-7]?[67]00\\b|0o?400\\b|umask|os\\.open\\(|fdopen|\\bmode\\b|encrypt"
              + "|icacls|mkstemp|NamedTemporaryFile");

  private static final Pattern OWNER_ALONE =
      Pattern.compile("\\b0o?[0-7]?[67]00\\b|\\b0o?400\\b|S_IRUSR");

  /** A mode that is named and lets others read. */
  private static final Pattern CARELESS = Pattern.compile("\\b0o?[0-7]?[67][4-7][4-7]\\b");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    SecretReads secrets = SecretReads.of(context);
    DisclosureRule rule =
        new DisclosureRule(
            context.program(),
            (module, e) ->
                source(secrets, module, e).or(() -> WholeObjects.at(context.program(), module, e)),
            (module, node) -> contents(context, module, node),
            false);
    new Disclosures(
            INFO, Severity.MEDIUM, 6, "is written to a file that others on the machine can read")
        .report(context, rule, findings);
  }

  private static Optional<String> source(SecretReads secrets, SourceModule module, int e) {
    SyntaxTree tree = module.tree();
    boolean several = tree.is(e, "identifier") && SecretNames.isCollection(tree.text(e));
    return several ? Optional.of("the group of secrets " + tree.text(e)) : secrets.at(module, e);
  }

  /** What a call writes to a file, when nothing in the function sees to the mode. */
  private static List<Integer> contents(CheckContext context, SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    String called = DisclosureRule.called(tree, node);
    int content =
        switch (called) {
          case "writeFile", "writeFileSync", "outputFile", "writeJson", "writeTextFile" ->
              context
                  .calls()
                  .at(module, node)
                  .filter(c -> WRITE_FILE.matcher(c.callee()).matches())
                  .map(c -> c.argument(1))
                  .orElse(SyntaxTree.NONE);
          case "dump" -> dumped(context, module, node);
          case "write_text" -> tree.namedChild(tree.child(node, "arguments"), 0);
          case "write" ->
              isOpened(tree, tree.child(tree.child(node, "function"), "object"))
                  ? tree.namedChild(tree.child(node, "arguments"), 0)
                  : SyntaxTree.NONE;
          default -> SyntaxTree.NONE;
        };
    return content == SyntaxTree.NONE || isCareful(module, node) ? List.of() : List.of(content);
  }

  private static int dumped(CheckContext context, SourceModule module, int node) {
    return context
        .calls()
        .at(module, node)
        .filter(c -> c.callee().matches("(?:json|yaml|pickle|toml|tomli_w)\\.dump"))
        .filter(c -> isOpened(c.tree(), c.argument(1)))
        .map((Call c) -> c.argument(0))
        .orElse(SyntaxTree.NONE);
  }

  /** Whether a name is that of a file that a {@code with} around it opens for writing. */
  private static boolean isOpened(SyntaxTree tree, int name) {
    if (!tree.is(name, "identifier")) {
      return false;
    }
    int with = tree.enclosing(name, "with_statement");
    while (with != SyntaxTree.NONE) {
      int clause = tree.namedChild(with, 0);
      String text =
          tree.source()
              .slice(tree.start(clause), Math.min(tree.end(clause), tree.start(clause) + 400));
      if (text.contains("open(") && text.contains(" as " + tree.text(name))) {
        return true;
      }
      with = tree.enclosing(with, "with_statement");
    }
    return false;
  }

  private static boolean isCareful(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    int function = tree.parent(node);
    while (tree.parent(function) != SyntaxTree.NONE && !module.isFunction(function)) {
      function = tree.parent(function);
    }
    int end = Math.min(tree.end(function), tree.start(function) + 20_000);
    String text = tree.source().slice(tree.start(function), end);
    boolean careful =
        OWNER_ALONE.matcher(text).find()
            || (CARE.matcher(text).find() && !CARELESS.matcher(text).find());
    return careful || Literals.isString(tree, node);
  }
}
