package io.mcpscore.engine.regex;

/**
 * Texts that do harm somewhere: those in which a regular expression is found.
 *
 * @param pattern of the parts that {@link TextPattern} reads
 */
public record Harm(String pattern) {

  /** All but letters, digits, {@code _} and {@code -}, which are harmless nearly everywhere. */
  public static final Harm BEYOND_NAMES = new Harm("[^\\w-]");

  /** The same, and what programs take for an option. */
  public static final Harm BEYOND_NAMES_OR_OPTION = new Harm("^-|[^\\w-]");

  /** What programs take for an option. */
  public static final Harm OPTION = new Harm("^-");
}
