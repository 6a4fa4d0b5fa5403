package io.mcpscore.engine.check.poisoning;

import java.util.Set;

/**
 * A word or mark of a text.
 *
 * @param text in lower case, with look-alike letters as plain ones
 * @param kind what it is
 * @param start first character in the text
 * @param end character after the last
 * @param breaks line feeds between the word before and this one
 * @param senses what it can mean
 * @param form how a verb is inflected
 */
record Word(String text, Kind kind, int start, int end, int breaks, Set<Sense> senses, Form form) {

  /** What a word is by its letters. */
  enum Kind {
    PLAIN,
    NAME,
    PATH,
    URL,
    EMAIL,
    PHONE,
    TAG,
    MARK
  }

  /** Inflections of verbs. */
  enum Form {
    NONE,
    BASE,
    THIRD,
    GERUND,
    PAST
  }

  boolean is(Sense sense) {
    return senses.contains(sense);
  }

  boolean is(String word) {
    return text.equals(word);
  }

  /** Whether it is a place outside that somebody else can read. */
  boolean isOutside() {
    return kind == Kind.EMAIL
        || kind == Kind.PHONE
        || (kind == Kind.URL
            && (text.matches("(?:ht|hx|f)[tx]?[tx]?ps?:.*|wss?:.*") || !text.contains("://")))
        || (kind == Kind.PLAIN && text.matches("0x[0-9a-f]{16,80}|bc1[0-9a-z]{20,80}"));
  }

  /** Whether it names a place where credentials lie. */
  boolean isSecretPlace() {
    return (kind == Kind.PATH || kind == Kind.NAME || kind == Kind.URL)
        && SecretPlaces.isSecret(text);
  }
}
