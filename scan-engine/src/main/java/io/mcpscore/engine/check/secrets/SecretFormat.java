package io.mcpscore.engine.check.secrets;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The written form of one provider's secrets.
 *
 * @param id stable name in kebab case
 * @param provider who issues it, as people call it
 * @param keywords texts one of which stands in every secret of the form, case included
 * @param validation what must hold beyond the pattern
 * @param entropy least Shannon entropy of the secret, in bits a character
 * @param pattern the whole form, bounded; its first group, if there is one, is the secret
 * @param named whether the pattern tells a value only together with the name it is given to
 */
record SecretFormat(
    String id,
    String provider,
    List<Keyword> keywords,
    SecretValidation validation,
    double entropy,
    Pattern pattern,
    boolean named) {

  /** Copies the list. */
  SecretFormat {
    keywords = List.copyOf(keywords);
  }

  /** Whether it is a private key: then its first line says so and may be shown. */
  boolean isPrivateKey() {
    return id.startsWith("private-key-");
  }

  /**
   * A text that every secret of the form holds.
   *
   * @param text ASCII text
   * @param before most characters of the form that stand before it
   */
  record Keyword(String text, int before) {}
}
