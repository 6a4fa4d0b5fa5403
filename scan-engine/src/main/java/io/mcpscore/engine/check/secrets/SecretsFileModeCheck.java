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
import java.util.regex.Matcher;
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

  private static final Pattern OPENED =
      Pattern.compile("\\bopen\\(\\s{0,20}([\\w.]{1,80})\\s{0,4}[,)]");

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
    return FileCare.in(text, path(tree, node)) || Literals.isString(tree, node);
  }

  /** The expression of the path that a call writes to, or the empty text. */
  private static String path(SyntaxTree tree, int node) {
    int first = tree.namedChild(tree.child(node, "arguments"), 0);
    int owner = tree.child(tree.child(node, "function"), "object");
    return switch (DisclosureRule.called(tree, node)) {
      case "write_text" -> tree.text(owner);
      case "write" -> opened(tree, owner);
      case "dump" -> opened(tree, tree.namedChild(tree.child(node, "arguments"), 1));
      default -> tree.text(first);
    };
  }

  private static String opened(SyntaxTree tree, int name) {
    int clause = tree.namedChild(tree.enclosing(name, "with_statement"), 0);
    int end = Math.min(tree.end(clause), tree.start(clause) + 400);
    Matcher opened = OPENED.matcher(tree.source().slice(tree.start(clause), end));
    return opened.find() ? opened.group(1) : "";
  }
}
