package io.mcpscore.engine.check.secrets;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    Set<Place> found = new HashSet<>();
    WrittenSecrets.keys(context)
        .filter(s -> !SearchKeys.isOne(s.file(), s.hit().start(), s.hit().end()))
        .forEach(
            s -> {
              found.add(new Place(s.file().path(), s.hit().start()));
              findings.report(s.draft(severity(s.hit()), description(s.hit())));
            });
    NamedValues.in(context)
        .filter(v -> !found.contains(new Place(v.file().path(), v.start())))
        .filter(SecretsApiKeyCheck::isKey)
        .forEach(v -> report(v, findings));
  }

  private record Place(String path, int start) {}

  /** A token that ends by itself is worth less, and so is a form that many things have. */
  private static Severity severity(SecretScanner.Hit hit) {
    if (hit.format().validation() == SecretValidation.JWT) {
      return JsonWebTokens.expires(hit.text()) ? Severity.MEDIUM : Severity.HIGH;
    }
    return hit.format().named() ? Severity.HIGH : Severity.CRITICAL;
  }

  private static String description(SecretScanner.Hit hit) {
    return "A value in the form of a secret of "
        + hit.format().provider()
        + (hit.format().validation().isProof() ? ", with the right checksum," : "")
        + " is written down here. Whoever can read the repository can use it.";
  }

  /** Whether the name is that of a key or token and the value looks random. */
  static boolean isKey(NamedValue v) {
    String value = v.value();
    return KEY_NAME.matcher(v.name()).matches()
        && KEY_VALUE.matcher(value).matches()
        && LETTER_AND_DIGIT.matcher(value).matches()
        && !WORDS.matcher(value).matches()
        && !Plausibility.isPlaceholder(value)
        && !Plausibility.isReference(value)
        && Plausibility.entropy(value) >= (value.matches("[0-9a-f]+") ? HEX_ENTROPY : KEY_ENTROPY)
        // Of a known form, yet not found before: a sample with a made-up checksum.
        && !SecretScanner.KEYS.knows(value)
        && !SearchKeys.isOne(v.file(), v.start(), v.end());
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
