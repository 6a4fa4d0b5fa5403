package io.mcpscore.engine.dependency;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Python requirement by PEP 508.
 *
 * @param name as written
 * @param version the exact version, or null
 */
record Requirement(String name, String version) {

  private static final Pattern FORM =
      Pattern.compile(
          "\\s*([A-Za-z0-9](?:[A-Za-z0-9._-]{0,100}[A-Za-z0-9])?)\\s*(?:\\[[^\\]]{0,200}])?\\s*"
              + "(?:\\(?\\s*(===?)\\s*([0-9][0-9A-Za-z.!+_-]{0,60})\\s*\\)?\\s*(?:;.*|\\\\|--.*|#.*)?"
              + "|\\(?(?:[<>!~=,\\s]|$|;|#|@).*|\\\\?)");

  /** Reads a line of a requirements file or an item of a list. */
  static Optional<Requirement> of(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(new Requirement(matcher.group(1), matcher.group(3)))
        : Optional.empty();
  }
}
