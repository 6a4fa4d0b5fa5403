package io.mcpscore.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {

  private static final Set<String> MEMBERS = Set.of("text", "flag", "number");

  @Test
  void membersAreReadAsWhatTheyAre() {
    Body body = read("{\"text\": \"ä\", \"flag\": true, \"number\": 7}");

    assertEquals("ä", body.text("text"));
    assertTrue(body.flag("flag", false));
    assertEquals(7, body.integer("number"));
  }

  @Test
  void absentAndNullAreTheDefault() {
    Body body = read("{\"flag\": null}");

    assertTrue(body.flag("flag", true));
    assertNull(body.text("text"));
    assertNull(body.integer("number"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"text\": 1, \"flag\": \"true\", \"number\": \"7\"}",
        "{\"text\": true, \"flag\": 1, \"number\": 7.0}",
        "{\"text\": {}, \"flag\": [], \"number\": 3000000000}"
      })
  void nothingIsCoerced(String json) {
    Body body = read(json);

    assertThrows(ApiException.class, () -> body.text("text"));
    assertThrows(ApiException.class, () -> body.flag("flag", false));
    assertThrows(ApiException.class, () -> body.integer("number"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "1",
        "[]",
        "null",
        "\"x\"",
        "{",
        "{} x",
        "{\"other\": 1}",
        "{\"text\": \"a\", \"text\": \"b\"}",
        "{text: 1}",
        "{\"text\": \"a\",}"
      })
  void whatIsNoObjectOfTheseMembersIsRefused(String json) {
    assertThrows(ApiException.class, () -> read(json));
  }

  @Test
  void aRefusalRepeatsNothingOfTheBody() {
    ApiException refused =
        assertThrows(ApiException.class, () -> read("{\"<script>\": \"mcp_sk_secret\"}"));

    assertEquals("Unknown member; allowed are flag, number, text", refused.error().details());
    assertFalse(refused.error().toString().contains("script"));
  }

  @Test
  void theDigestIsOfWhatIsSaidNotOfHow() {
    assertEquals(
        read("{\"text\": \"a\", \"flag\": true}").digest(),
        read("{ \"flag\":true , \"text\":\"\\u0061\" }").digest());
    assertNotEquals(read("{\"text\": \"a\"}").digest(), read("{\"text\": \"b\"}").digest());
  }

  private static Body read(String json) {
    return Body.read(json.getBytes(StandardCharsets.UTF_8), MEMBERS);
  }
}
