package io.mcpscore.engine.dependency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionOrderTest {

  @Test
  void semanticVersionsOrderAsTheStandardSays() {
    assertOrder(
        Ecosystem.NPM,
        List.of(
            "0.0.0",
            "0.9.10",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0.0",
            "1.2.0",
            "1.10.0",
            "2.0.0",
            "10.0.0"));
  }

  @Test
  void pythonVersionsOrderAsTheStandardSays() {
    assertOrder(
        Ecosystem.PYPI,
        List.of(
            "0.1",
            "1.0.dev1",
            "1.0a1.dev1",
            "1.0a1",
            "1.0a2",
            "1.0b1",
            "1.0rc1",
            "1.0",
            "1.0.post0",
            "1.0.post1",
            "1.0.1",
            "1.2",
            "1.10",
            "2024.1",
            "1!0.1"));
  }

  @ParameterizedTest
  @CsvSource({
    "NPM, 1.0.0, 1.0.0+build",
    "NPM, v1.2.3, 1.2.3",
    "NPM, 1.2, 1.2.0",
    "PYPI, 1.0, 1.0.0",
    "PYPI, 1.0RC1, 1.0-rc.1",
    "PYPI, 1.0, 1.0+local.1",
    "PYPI, 1.0-1, 1.0.post1"
  })
  void otherSpellingsAreEqual(Ecosystem ecosystem, String a, String b) {
    assertEquals(0, ecosystem.versions().compare(a, b));
  }

  @ParameterizedTest
  @CsvSource({
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H, 9.8",
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H, 10.0",
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H, 7.5",
    "CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N, 6.1",
    "CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N, 1.8",
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N, 0.0",
    "CVSS:3.1/AV:N, -1.0",
  })
  void baseScoresAreThoseOfTheStandardsCalculator(String vector, double score) {
    assertEquals(score, Cvss3.baseScore(vector));
  }

  private static void assertOrder(Ecosystem ecosystem, List<String> ordered) {
    List<String> shuffled = new ArrayList<>(ordered);
    Collections.shuffle(shuffled, new Random(1));
    shuffled.sort(ecosystem.versions());
    assertEquals(ordered, shuffled);
    for (int i = 1; i < ordered.size(); i++) {
      assertTrue(ecosystem.versions().compare(ordered.get(i - 1), ordered.get(i)) < 0);
    }
  }
}
