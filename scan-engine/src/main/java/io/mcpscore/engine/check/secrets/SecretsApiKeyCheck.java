package io.mcpscore.engine.check.secrets;

import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.CheckInfo;
import io.mcpscore.engine.check.CheckInfoReader;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.FileRole;
import io.mcpscore.model.Severity;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code secrets-api-key}: keys in the form of a known provider, and key-like values by name. */
public final class SecretsApiKeyCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("secrets-api-key");

  private static final Pattern KEY_NAME =
      Pattern.compile(
          "(?i).{0,40}(?:api|access|auth|secret|client|private|signing|encryption|webhook|bearer)"
              + "[_.-]?(?:key|token|secret)|(?:.{0,40}[_.-])?(?:token|secret|apikey)");
  private static final Pattern KEY_VALUE = Pattern.compile("[A-Za-z0-9_+/=.~-]{20,200}");
  private static final Pattern LETTER_AND_DIGIT =
      Pattern.compile("(?=.{0,200}[0-9])(?=.{0,200}[A-Za-z]).*");
  private static final Pattern WORDS =
      Pattern.compile("[a-z]{2,}(?:[-_./][a-z0-9]{1,20}){2,}|[a-z]+://.*|[A-Z0-9]+(?:_[A-Z0-9]+)+");
  private static final double KEY_ENTROPY = 3.9;
  private static final double HEX_ENTROPY = 3.0;

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (SourceFile file : context.files()) {
      Optional<SourceModule> module = context.program().module(file.path());
      List<SecretScanner.Hit> hits = SecretScanner.scan(file.text().bytes());
      BitSet texts = hits.isEmpty() ? null : module.map(m -> texts(m.tree())).orElse(null);
      hits.stream()
          .filter(h -> texts == null || texts.get(h.start()))
          .forEach(h -> findings.report(ofProvider(file, h)));
    }
    NamedValues.in(context).filter(SecretsApiKeyCheck::isKey).forEach(v -> report(v, findings));
  }

  /** The bytes of string literals and comments: a key that is commented out has leaked as well. */
  private static BitSet texts(SyntaxTree tree) {
    BitSet out = new BitSet();
    tree.subtree(0)
        .filter(n -> Literals.isString(tree, n) || tree.is(n, "comment") || tree.is(n, "jsx_text"))
        .forEach(n -> out.set(tree.start(n), tree.end(n)));
    return out;
  }

  private static Draft ofProvider(SourceFile file, SecretScanner.Hit hit) {
    FileRole role = file.role();
    boolean staged = role == FileRole.TEST || role == FileRole.FIXTURE;
    Severity most = role.deducts() ? Severity.CRITICAL : Severity.MEDIUM;
    return new Draft(
        file,
        hit.start(),
        hit.end(),
        staged ? Severity.LOW : most,
        staged ? Evidence.HEURISTIC : Evidence.LIKELY,
        (hit.format().equals(SecretFormats.PRIVATE_KEY)
                ? "A private key"
                : "A value in the form of a secret of " + hit.format().provider())
            + " is written down here. Whoever can read the repository can use it.",
        null,
        List.of(),
        masked(file, hit));
  }

  /** All but four characters; of a private key all but the line that says what it is. */
  private static List<int[]> masked(SourceFile file, SecretScanner.Hit hit) {
    if (!hit.format().equals(SecretFormats.PRIVATE_KEY)) {
      return NamedValue.masked(hit.start(), hit.end());
    }
    String key = file.text().slice(hit.start(), hit.end());
    String mark = SecretFormats.PRIVATE_KEY.keyword();
    return List.of(new int[] {hit.start() + key.indexOf(mark) + mark.length(), hit.end()});
  }

  private static boolean isKey(NamedValue v) {
    String value = v.value();
    return KEY_NAME.matcher(v.name()).matches()
        && KEY_VALUE.matcher(value).matches()
        && LETTER_AND_DIGIT.matcher(value).matches()
        && !WORDS.matcher(value).matches()
        && !Plausibility.isPlaceholder(value)
        && !Plausibility.isReference(value)
        && Plausibility.entropy(value) >= (value.matches("[0-9a-f]+") ? HEX_ENTROPY : KEY_ENTROPY)
        && SecretScanner.scan(value.getBytes(StandardCharsets.US_ASCII)).isEmpty();
  }

  private static void report(NamedValue v, FindingSink findings) {
    findings.report(
        new Draft(
            v.file(),
            v.start(),
            v.end(),
            Severity.HIGH,
            Evidence.LIKELY,
            "A random-looking value is given to the name of a key or token and written down here.",
            null,
            List.of(),
            v.masked()));
  }
}
