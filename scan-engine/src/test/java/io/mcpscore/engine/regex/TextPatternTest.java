package io.mcpscore.engine.regex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.engine.regex.TextPattern.Extent;
import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPatternTest {

  private static final Harm CLIMBS = new Harm("(^|[\\\\/])\\.\\.([\\\\/]|$)|^[\\\\/]|^[A-Za-z]:");

  private static final Harm CLIMBS_ON_POSIX = new Harm("(^|/)\\.\\.(/|$)|^/");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^[a-z]+$",
        "^[A-Za-z0-9_-]{1,64}$",
        "^[A-Za-z_]\\w*$",
        "\\A[a-z0-9]+\\Z",
        "^(?:GET|POST)$",
        "^(?<kind>push|pull)-\\d{4}$",
        "^(?P<kind>push|pull)-\\d{4}$",
        "^\\p{L}+$",
        "^[a-f\\d]{8}(-[a-f\\d]{4}){3}$",
        "^$"
      })
  void namesAreNames(String pattern) {
    assertTrue(TextPattern.of(pattern).admitsNo(Harm.BEYOND_NAMES));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[a-z]+",
        "^[a-z]+",
        "[a-z]+$",
        "^[a-z]+$|x",
        "^a|b$",
        "^[^ ]+$",
        "^.+$",
        "^[+-9]+$",
        "^[a-z]+( [a-z]+)*$",
        "^(?=[a-z]+).*$",
        "",
        "^\\S+$",
        "^[a-z]+[\\W]$"
      })
  void otherTextsAreNot(String pattern) {
    assertFalse(TextPattern.of(pattern).admitsNo(Harm.BEYOND_NAMES));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^[A-Za-z0-9][A-Za-z0-9._-]{0,80}$",
        "^[a-z0-9][\\w. -]{0,100}\\.ipynb$",
        "^(?!.*\\.\\.)[\\w][\\w./-]*$",
        "^[a-z0-9]+(?:/[a-z0-9]+)*$",
        "^(?!\\.)(?!.*/\\.)[\\w./-]+(?<name>x)$",
        "^[\\w-]+\\.(png|jpe?g)$"
      })
  void pathsThatCannotClimb(String pattern) {
    TextPattern read = TextPattern.of(pattern);
    assertEquals(!pattern.contains("(?!\\.)"), read.admitsNo(CLIMBS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^[\\w.-]+$",
        "^[\\w./-]+$",
        "[\\w-]+\\.png$",
        "^[a-z]:?[a-z]*$",
        "^(?!.*\\.\\.)[\\w./-]+$",
        "^(?:(?!\\.\\.).)*$"
      })
  void pathsThatMay(String pattern) {
    assertFalse(TextPattern.of(pattern).admitsNo(CLIMBS));
  }

  @Test
  void whereAMatchCounts() {
    assertFalse(pattern("[a-z]+", "", Extent.FROM_START).admitsNo(Harm.BEYOND_NAMES));
    assertTrue(pattern("[a-z]+$", "", Extent.FROM_START).admitsNo(Harm.BEYOND_NAMES));
    assertTrue(pattern("^[a-z]+$", "", Extent.FROM_START).admitsNo(Harm.BEYOND_NAMES));
    assertTrue(pattern("[a-z]+", "", Extent.WHOLE).admitsNo(Harm.BEYOND_NAMES));
    assertTrue(pattern("^[a-z]+$", "", Extent.WHOLE).admitsNo(Harm.BEYOND_NAMES));
    assertFalse(pattern("[a-z ]+", "", Extent.WHOLE).admitsNo(Harm.BEYOND_NAMES));
    assertTrue(pattern("[^-].*", "", Extent.FROM_START).admitsNo(Harm.OPTION));
    assertFalse(pattern("[^-].*", "", Extent.ANYWHERE).admitsNo(Harm.OPTION));
  }

  @Test
  void textsThatDoNotMatch() {
    assertTrue(TextPattern.of("[^\\w-]").catchesEvery(Harm.BEYOND_NAMES));
    assertTrue(TextPattern.of("\\W").catchesEvery(Harm.BEYOND_NAMES));
    assertFalse(TextPattern.of("[^\\w.-]").catchesEvery(Harm.BEYOND_NAMES));
    assertFalse(TextPattern.of("[;&|]").catchesEvery(Harm.BEYOND_NAMES));
    assertTrue(TextPattern.of("\\.\\.|^[\\\\/]|:").catchesEvery(CLIMBS));
    assertFalse(TextPattern.of("\\.\\./").catchesEvery(CLIMBS));
    assertTrue(TextPattern.of("^-").catchesEvery(Harm.OPTION));
    // A count that is too long to be exact proves nothing about the rest.
    assertFalse(TextPattern.of("^[^x]{40,}$").catchesEvery(new Harm("^[^x]{50}$")));
  }

  @Test
  void flags() {
    assertTrue(pattern("^[a-z]+$", "i", Extent.ANYWHERE).admitsNo(Harm.BEYOND_NAMES));
    assertFalse(pattern("^[a-z]+$", "m", Extent.ANYWHERE).admitsNo(Harm.BEYOND_NAMES));
    Harm breaks = new Harm("\\n");
    assertTrue(pattern("^.+$", "", Extent.ANYWHERE).admitsNo(breaks));
    assertFalse(pattern("^.+$", "s", Extent.ANYWHERE).admitsNo(breaks));
    assertFalse(pattern("^[^x]+$", "", Extent.ANYWHERE).admitsNo(new Harm("X")));
    assertTrue(pattern("^[^x]+$", "i", Extent.ANYWHERE).admitsNo(new Harm("x")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^(a)\\1$",
        "^(?<!x)a$",
        "^\\ba$",
        "^(?i)a$",
        "^[a",
        "^(a",
        "a)",
        "^a{1",
        "*",
        "\\"
      })
  void whatIsNotReadProvesNothing(String pattern) {
    assertFalse(TextPattern.of(pattern).admitsNo(Harm.BEYOND_NAMES));
    assertFalse(TextPattern.of(pattern).catchesEvery(Harm.BEYOND_NAMES));
  }

  @Test
  void oneKindOfCharacter() {
    assertTrue(TextPattern.of("[^a-z]+").isOfOneKind());
    assertTrue(TextPattern.of("\\W").isOfOneKind());
    assertFalse(TextPattern.of("\\.\\.").isOfOneKind());
    assertFalse(TextPattern.of("[a]*").isOfOneKind());
    assertTrue(TextPattern.ofEach("abc-]^").admitsNo(new Harm("[^abc\\]^-]")));
    assertFalse(TextPattern.ofEach("abc.").admitsNo(Harm.BEYOND_NAMES));
  }

  @Test
  void groupsOfAMatch() {
    TextPattern link = TextPattern.of("^(?:https?://)?[(]host\\)/([\\w-]+)/(?<rest>.+?)(-\\d+)?$");
    assertTrue(link.group("1").orElseThrow().admitsNo(Harm.BEYOND_NAMES));
    assertFalse(link.group("2").orElseThrow().admitsNo(Harm.BEYOND_NAMES));
    assertEquals(link.group("2"), link.group("rest"));
    assertEquals("-\\d+", link.group("3").orElseThrow().text());
    assertTrue(link.group("4").isEmpty());
    assertTrue(link.group("0").isEmpty());
    // What is looked for behind a group is not in it.
    assertTrue(TextPattern.of("(a(?=b))").group("1").isEmpty());
    assertTrue(TextPattern.of("((((").group("1").isEmpty());
  }

  @Test
  void testsPutTogether() {
    Texts slash = new Texts.Matching(TextPattern.of("/"));
    Texts up = new Texts.Matching(TextPattern.of("^\\.\\.$"));
    Texts neither = new Texts.Both(slash.others(), up.others());
    assertTrue(neither.isFreeOf(CLIMBS_ON_POSIX));
    assertFalse(slash.others().isFreeOf(CLIMBS_ON_POSIX));
    assertFalse(up.others().isFreeOf(CLIMBS_ON_POSIX));
    assertFalse(new Texts.Either(slash.others(), up.others()).isFreeOf(CLIMBS_ON_POSIX));
    assertEquals(neither, neither.others().others());
  }

  /** What is proven for all texts holds for each: beside another reader of regular expressions. */
  @Test
  void agreesWithMatching() {
    Random random = new Random(20261128);
    String[] pieces = {
      "a",
      "b",
      "/",
      "\\.",
      ".",
      "-",
      "[ab]",
      "[^a/]",
      "\\w",
      "\\W",
      "(?:a|/b)",
      "(?!a)",
      "(?=b)",
      "(?!.*/)",
      "^",
      "$",
      "\\s"
    };
    String[] counts = {"", "", "", "*", "+", "?", "{2}", "{0,3}"};
    String[] harms = {"[^\\w-]", "^-", "/", "(^|/)\\.\\.(/|$)", "ab", "^$"};
    int proofs = 0;
    for (int i = 0; i < 4_000; i++) {
      StringBuilder text = new StringBuilder(random.nextInt(3) > 0 ? "^" : "");
      for (int n = 1 + random.nextInt(5); n > 0; n--) {
        text.append(pieces[random.nextInt(pieces.length)]);
        text.append(
            text.toString().matches(".*(\\^|\\$|\\(\\?[!=][^)]*\\))") ? "" : pick(counts, random));
      }
      text.append(random.nextInt(3) > 0 ? "$" : "");
      String harm = pick(harms, random);
      TextPattern pattern = TextPattern.of(text.toString());
      boolean admits = pattern.admitsNo(new Harm(harm));
      boolean catches = pattern.catchesEvery(new Harm(harm));
      proofs += admits || catches ? 1 : 0;
      for (int n = 0; n < 40; n++) {
        String sample = sample(random);
        boolean matches = Pattern.compile(text.toString()).matcher(sample).find();
        boolean harmful = Pattern.compile(harm).matcher(sample).find();
        assertFalse(harmful && (matches ? admits : catches), text + " / " + harm + " / " + sample);
      }
    }
    assertTrue(proofs > 400, "proofs: " + proofs);
  }

  @Test
  void hostilePatternsEndSoon() {
    assertTimeout(
        Duration.ofSeconds(20),
        () -> {
          TextPattern.of("^(a|b|ab)*a(a|b){30}(a|b){30}$").admitsNo(new Harm("(a|b)*b(a|b){30}$"));
          TextPattern.of("^(((a{30}){30}){30}){30}$").admitsNo(Harm.BEYOND_NAMES);
          TextPattern.of("(?!".repeat(200)).admitsNo(Harm.BEYOND_NAMES);
          TextPattern.of("(".repeat(500) + ")".repeat(500)).admitsNo(Harm.BEYOND_NAMES);
          TextPattern.of("(.*a){20}(.*b){20}").catchesEvery(new Harm("(.*c){20}"));
          for (int i = 0; i < 50; i++) {
            TextPattern.of("^(a?b?c?d?){32}" + i + "(.*x){9}$").admitsNo(Harm.BEYOND_NAMES);
          }
        });
  }

  private static TextPattern pattern(String text, String flags, Extent extent) {
    return new TextPattern(text, flags, extent);
  }

  private static String pick(String[] of, Random random) {
    return of[random.nextInt(of.length)];
  }

  private static String sample(Random random) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(6); n > 0; n--) {
      text.append("ab/.-c ".charAt(random.nextInt(7)));
    }
    return text.toString();
  }
}
