package io.mcpscore.engine.check.secrets;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code secrets-password}: passwords given to names, in connection strings and in basic
 * authentication. Passwords that everybody knows are defaults rather than secrets and are low,
 * unless they open what a compose file publishes, and where a text explains the form of an address
 * they are nothing.
 */
public final class SecretsPasswordCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("secrets-password");

  private static final Pattern PASSWORD_NAME =
      Pattern.compile(
          "(?:.{0,40}[_.-])?(?i:password|passwd|pwd|passphrase|pass)"
              + "|.{0,40}(?:Password|Passwd|Pwd|Passphrase)");

  private static final int SHORTEST = 4;
  private static final int LONGEST = 128;

  /** Labels, selectors, paths and sentences are given to such names too. */
  private static final Pattern NO_PASSWORD =
      Pattern.compile("[#.\\[/*].*|.*\\s.*|[a-z]+:(?://)?.*|(?i).{0,20}passw(?:or)?d.{0,20}");

  private record Place(String path, int start) {}

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    Set<Place> known = new HashSet<>();
    ServicePasswords.in(context)
        .forEach(
            p -> {
              known.add(new Place(p.file().path(), p.start()));
              findings.report(service(p));
            });
    for (SourceModule module : context.program().modules()) {
      for (int account : FirstAccounts.in(context, module)) {
        known.add(new Place(module.file().path(), Literals.contentStart(module.tree(), account)));
        findings.report(account(module, account));
      }
    }
    NamedValues.in(context)
        .filter(v -> !known.contains(new Place(v.file().path(), v.start())))
        .filter(SecretsPasswordCheck::isPassword)
        .forEach(v -> findings.report(named(v)));
    Credentials.in(context)
        .filter(c -> !isEmptyOrLater(c.value()))
        .filter(c -> !(c.explained() && isDefault(c)))
        .forEach(c -> findings.report(credential(c)));
  }

  private static boolean isPassword(NamedValue v) {
    return isNamedLikeOne(v.name())
        && v.value().length() >= SHORTEST
        && v.value().length() <= LONGEST
        && !isEmptyOrLater(v.value())
        && !Plausibility.isWord(v.value())
        && !v.value().equalsIgnoreCase(v.name())
        && !NO_PASSWORD.matcher(v.value()).matches();
  }

  /** The pattern looks at every place of a name; most names are not worth that. */
  private static boolean isNamedLikeOne(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return (lower.contains("pass") || lower.contains("pwd"))
        && PASSWORD_NAME.matcher(name).matches();
  }

  private static boolean isEmptyOrLater(String value) {
    return value.isEmpty() || Plausibility.isReference(value) || Plausibility.isPlaceholder(value);
  }

  private static Draft named(NamedValue v) {
    boolean trivial = Plausibility.isTrivial(v.value());
    return new Draft(
        v.file(),
        v.start(),
        v.end(),
        trivial ? Severity.LOW : Severity.HIGH,
        trivial ? Evidence.HEURISTIC : Evidence.LIKELY,
        trivial
            ? "A well-known default password is written down here; whoever forgets to set another"
                + " one runs with it."
            : "A password is written down here. Whoever can read the repository can use it.",
        null,
        List.of(),
        v.masked());
  }

  private static Draft service(ServicePasswords.Guessable p) {
    return new Draft(
        p.file(),
        p.start(),
        p.end(),
        p.staged() ? Severity.LOW : Severity.MEDIUM,
        Evidence.LIKELY,
        "A password that everybody knows opens a service that is published on every interface of"
            + " the machine.",
        null,
        List.of(),
        NamedValue.masked(p.start(), p.end()));
  }

  private static Draft account(SourceModule module, int literal) {
    int start = Literals.contentStart(module.tree(), literal);
    int end = Literals.contentEnd(module.tree(), literal);
    return new Draft(
        module.file(),
        start,
        end,
        Severity.MEDIUM,
        Evidence.LIKELY,
        "A password that everybody knows opens an account here; until it is changed, anybody gets"
            + " in.",
        null,
        List.of(),
        NamedValue.masked(start, end));
  }

  private static boolean isDefault(Credentials.Credential c) {
    return c.local() || Plausibility.isTrivial(c.value());
  }

  private static Draft credential(Credentials.Credential c) {
    boolean trivial = isDefault(c);
    return new Draft(
        c.file(),
        c.start(),
        c.end(),
        trivial ? Severity.LOW : Severity.CRITICAL,
        trivial ? Evidence.HEURISTIC : Evidence.LIKELY,
        trivial
            ? "A default password for a local service is written down here."
            : "A user name with its password is written down here. Whoever can read the repository"
                + " can log in.",
        null,
        List.of(),
        NamedValue.masked(c.start(), c.end()));
  }
}
