package io.mcpscore.gateway.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JwtTest {

  @ParameterizedTest
  @CsvSource({
    "eyJh.eyJz.c2ln, true",
    "a-_.b.c, true",
    "a.b., false",
    "a.b, false",
    "a.b.c.d, false",
    "a.b.c=, false",
    "a.b c.d, false",
    "mcp_sk_short, false"
  })
  void aTokenHasThreePartsAndASignature(String text, boolean is) {
    assertEquals(is, Jwt.isLike(text));
  }

  @Test
  void aTokenIsNotLongerThanAnyHeader() {
    assertFalse(Jwt.isLike("a.b." + "c".repeat(16 * 1024)));
  }
}
