package io.mcpscore.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TaggedTest {

  private final Tagged scan = Tagged.json(Map.of("id", "a"));

  @Test
  void theTagIsOfTheBytes() {
    assertEquals(scan.etag(), Tagged.json(Map.of("id", "a")).etag());
    assertNotEquals(scan.etag(), Tagged.json(Map.of("id", "b")).etag());
  }

  @Test
  void aConditionNamesTheAnswerAloneOrInAListWeaklyOrByStar() {
    assertTrue(scan.matches(scan.etag()));
    assertTrue(scan.matches("\"x\" , W/" + scan.etag()));
    assertTrue(scan.matches("*"));
    assertFalse(scan.matches(null));
    assertFalse(scan.matches(""));
    assertFalse(scan.matches("\"x\""));
    assertFalse(scan.matches(scan.etag().replace("\"", "")));
  }
}
