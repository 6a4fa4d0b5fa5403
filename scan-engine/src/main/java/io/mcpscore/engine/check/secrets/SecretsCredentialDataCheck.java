package io.mcpscore.engine.check.secrets;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code secrets-credential-data}: credentials inside of longer texts, as lines of a label and a
 * value, which a server hands out or writes.
 */
public final class SecretsCredentialDataCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("secrets-credential-data");

  private static final Pattern LINE =
      Pattern.compile(
          "(?im)^[ \\t*>-]{0,16}((?:[A-Za-z]{2,20}[ _-]){0,4}(?:passwords?|passwd|passphrase|api[ _-]?key"
              + "|secret(?:[ _-]?key)?|(?:access|auth|bearer|refresh|api|session)[ _-]?token"
              + "|client[ _-]?secret|secret[ _-]access[ _-]key|private[ _-]?key))"
              + "[\"']?\\s{0,4}[:=]\\s{0,4}[\"']?([^\\s\"'<>{}$,]{8,120})[\"',;]{0,2}[ \\t]{0,8}$");

  private static final Pattern REAL = Pattern.compile("(?=.{0,119}[0-9])(?=.{0,119}[A-Za-z]).*");

  /** Calls, paths, addresses, names of variables and words with dashes are no values. */
  private static final Pattern OTHER =
      Pattern.compile(
          ".*[()\\[\\]].*|[~./\\\\].*|https?:.*|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[a-z]+(?:-[a-z]+)+"
              + "|[\\w.]+\\.[A-Za-z_]\\w{2,40}");

  private static final double ENTROPY = 2.8;

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    List<Handler> handlers = handlers(context);
    for (SourceModule module : context.program().modules()) {
      SyntaxTree tree = module.tree();
      Literals.in(tree)
          .filter(s -> module.file().role().deducts() && !Literals.isStatement(tree, s))
          .forEach(s -> look(module, s, handlers, findings));
    }
  }

  private static List<Handler> handlers(CheckContext context) {
    return Stream.of(
            context.servers().tools().stream().map(t -> t.handler()),
            context.servers().prompts().stream().map(p -> p.handler()),
            context.servers().resources().stream().map(r -> r.handler()))
        .flatMap(s -> s)
        .filter(Objects::nonNull)
        .toList();
  }

  private static void look(
      SourceModule module, int string, List<Handler> handlers, FindingSink findings) {
    SyntaxTree tree = module.tree();
    int from = Literals.contentStart(tree, string);
    if (!isLabelled(module.file().text().bytes(), from, tree.end(string))) {
      return;
    }
    Latin1Text text =
        new Latin1Text(module.file().text().bytes(), from, Literals.contentEnd(tree, string));
    Matcher matcher = LINE.matcher(text);
    List<int[]> values = new ArrayList<>();
    while (matcher.find()) {
      String value =
          new String(
              matcher.group(2).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
      if (isReal(value)) {
        values.add(new int[] {from + matcher.start(2), from + matcher.end(2)});
      }
    }
    if (values.isEmpty()) {
      return;
    }
    boolean handed = isReturned(module, string, handlers);
    findings.report(
        Spots.at(
            module,
            string,
            handed ? Severity.HIGH : Severity.MEDIUM,
            handed ? Evidence.PROVEN : Evidence.LIKELY,
            handed
                ? "A handler gives back a text with credentials in it."
                : "A text with credentials in it is written down here.",
            null,
            values));
  }

  /** Every label has one of two signs behind it; most texts have none. */
  private static boolean isLabelled(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == ':' || bytes[i] == '=') {
        return true;
      }
    }
    return false;
  }

  private static boolean isReal(String value) {
    return REAL.matcher(value).matches()
        && !OTHER.matcher(value).matches()
        && !Plausibility.isPlaceholder(value)
        && !Plausibility.isReference(value)
        && Plausibility.entropy(value) >= ENTROPY;
  }

  private static boolean isReturned(SourceModule module, int string, List<Handler> handlers) {
    SyntaxTree tree = module.tree();
    boolean inHandler =
        handlers.stream()
            .anyMatch(
                h ->
                    h.module().file().path().equals(module.file().path())
                        && tree.within(string, h.region()));
    return inHandler && tree.enclosing(string, "return_statement") != SyntaxTree.NONE;
  }
}
