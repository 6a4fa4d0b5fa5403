package io.mcpscore.engine.dependency;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Python requirement by PEP 508.
 *
 * @param name as written
 * @param specifier such as {@code >=1,<2}, without extras and markers; empty for any version
 * @param url direct reference, or null
 */
record Requirement(String name, String specifier, String url) {

  private static final Pattern FORM =
      Pattern.compile(
          "\\s*([A-Za-z0-9](?:[A-Za-z0-9._-]{0,100}[A-Za-z0-9])?)\\s*(?:\\[[^\\]]{0,200}])?\\s*"
              + "((?:[(<>!~=@;#\\\\]|--).*)?",
          Pattern.DOTALL);

  private static final Pattern END =
      Pattern.compile("\\s*(?:;|\\s#|^#|\\s--|\\\\).*", Pattern.DOTALL);
  private static final Pattern EXACT = Pattern.compile("===?\\s*([0-9][0-9A-Za-z.!+_-]{0,60})");

  /** Reads a line of a requirements file or an item of a list. */
  static Optional<Requirement> of(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String rest = matcher.group(2) == null ? "" : matcher.group(2).strip();
    boolean direct = rest.startsWith("@");
    String bare = END.matcher(rest).replaceFirst("").strip();
    if (direct) {
      return Optional.of(new Requirement(matcher.group(1), "", bare.substring(1).strip()));
    }
    String specifier =
        bare.startsWith("(") && bare.endsWith(")") ? bare.substring(1, bare.length() - 1) : bare;
    return Optional.of(new Requirement(matcher.group(1), specifier.strip(), null));
  }

  /** The one version that the specifier allows, or null. */
  String version() {
    Matcher matcher = EXACT.matcher(specifier);
    return matcher.matches() ? matcher.group(1) : null;
  }

  Origin origin() {
    return url == null ? Origin.REGISTRY : Origin.of(url);
  }
}
