package io.mcpscore.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {

  @Test
  void aKeyHasThePublishedForm() {
    String key = ApiKey.generate();

    assertTrue(key.matches("mcp_sk_[0-9A-Za-z]{32}"), "39 characters, alphanumeric after the mark");
    assertTrue(ApiKey.isWellFormed(key));
    assertNotEquals(key, ApiKey.generate());
  }

  @Test
  void everySingleTypoIsRefused() {
    String key = ApiKey.generate();

    for (int i = 0; i < key.length(); i++) {
      char other = key.charAt(i) == 'x' ? 'y' : 'x';
      String typo = key.substring(0, i) + other + key.substring(i + 1);
      assertFalse(ApiKey.isWellFormed(typo), typo);
    }
  }

  @Test
  void swappedNeighboursAreRefused() {
    String key = ApiKey.generate();

    for (int i = "mcp_sk_".length(); i + 1 < key.length(); i++) {
      String swapped =
          key.substring(0, i) + key.charAt(i + 1) + key.charAt(i) + key.substring(i + 2);
      assertEquals(swapped.equals(key), ApiKey.isWellFormed(swapped), swapped);
    }
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "mcp_sk_",
        "mcp_sk_0000000000000000000000000000000",
        "mcp_sk_000000000000000000000000000000000",
        "mcp_sk_\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660"
            + "\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660000000",
        "Bearer mcp_sk_00000000000000000000000000000000"
      })
  void otherTextsAreNoKeys(String text) {
    assertFalse(ApiKey.isWellFormed(text));
  }

  @Test
  void listsShowFourDigitsAtMost() {
    assertEquals("mcp_sk_AbCd", ApiKey.shownPrefix("mcp_sk_AbCdEfGh0000000000000000"));
  }
}
