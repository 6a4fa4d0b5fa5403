package io.mcpscore.engine.check.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretMaskTest {

  // Put together here, so that nothing takes this file for a leak.
  private static final String TOKEN = "gh" + "p_" + "x7Kq2LmZ9vB4nR8tW1yC5dF3gH6jA0sPiQeU";

  @Test
  void aTokenInASentenceKeepsItsFirstLettersAlone() {
    String masked = SecretMask.of("Calls the API “v2”; use " + TOKEN + " if asked.");

    assertEquals("Calls the API “v2”; use ghp_**** if asked.", masked);
    assertFalse(masked.contains(TOKEN.substring(4)));
  }

  @ParameterizedTest
  @CsvSource({
    "https://h/p?a=1&access_token=0123456789abcdef, https://h/p?a=1&access_token=****",
    "https://h/p?token=0123456789abcdef&b=2, https://h/p?token=****&b=2",
    "https://user:word@h/p, https://user:****@h/p",
    "postgres://:word@h, postgres://:****@h",
    "https://h/p?token=short, https://h/p?token=short",
    "https://h:8080/a@b, https://h:8080/a@b",
    "a = b @ c, a = b @ c"
  })
  void urlsLoseWhatOpensSomething(String text, String masked) {
    assertEquals(masked, SecretMask.of(text));
    assertEquals(masked, SecretMask.of(masked));
  }

  @Test
  void whatIsNoSecretStays() {
    assertNull(SecretMask.of(null));
    assertEquals("Searches the notes for a word.", SecretMask.of("Searches the notes for a word."));
  }
}
