package io.mcpscore.deploy.contract;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Texts and documents that programs stumble over. */
final class Oddities {

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "0",
          "-1",
          "1e309",
          "NaN",
          "99999999999999999999999999",
          "0x7fffffff",
          "null",
          "true",
          "undefined",
          "'; DROP TABLE scan; --",
          "\" OR \"\"=\"",
          "%s%n%p",
          "${jndi:ldap://127.0.0.1/x}",
          "{{7*7}}",
          "<script>alert(1)</script>",
          "../../../../etc/passwd",
          "..\\..\\x",
          "file:///etc/passwd",
          "https://user:password@github.com/a/b",
          "https://github.com/acme/notes#\u202Egpj.exe",
          "https://github.com/acme/notes/tree/" + "a/".repeat(300),
          "http://[::1]:80/a/b",
          "https://github.com:0/a/b",
          "https://git\u2024hub.com/a/b",
          "\u0000",
          "a\u0000b",
          "\u202E\u2066\uFEFF",
          "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
          "e\u0301".repeat(50),
          "\uFFFF\uFFFE",
          "ß".repeat(200),
          "a".repeat(5_000),
          "\r\nX-Injected: yes",
          "2027-02-30T25:61:61Z",
          "+999999999-12-31T23:59:59Z",
          "c2Nhbl8wMDAw",
          "W/\"x\", *",
          "scan_0000000000000000000000",
          "wait=999999999999",
          "application/json;q=-1, */*;q=x");

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "[]",
          "{}",
          "0",
          "-1",
          "1.5",
          "1e400",
          "123456789012345678901234567890",
          "[[[[]]]]",
          "[null]",
          "{\"\":{}}",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "[1,\"a\",{}]");

  private Oddities() {}

  /** An odd text. */
  static String text(Random random) {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  /** An odd value as JSON. */
  static String value(Random random) {
    return VALUES.get(random.nextInt(VALUES.size()));
  }

  /** A body that is no proper JSON object, or one out of all proportion. */
  static byte[] body(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> new byte[0];
      case 1 -> "{".repeat(1 + random.nextInt(20_000)).getBytes(StandardCharsets.UTF_8);
      case 2 -> "[".repeat(1 + random.nextInt(20_000)).getBytes(StandardCharsets.UTF_8);
      case 3 -> ("{\"url\":" + "[".repeat(3_000) + "]".repeat(3_000) + "}").getBytes(UTF);
      case 4 -> "{\"url\":\"a\",\"url\":\"b\"}".getBytes(UTF);
      case 5 -> new byte[] {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', ':', '1', '}'};
      case 6 -> new byte[] {(byte) 0xff, (byte) 0xfe, '{', 0, '}', 0};
      case 7 -> ("{\"url\":\"" + "x".repeat(random.nextInt(700_000)) + "\"}").getBytes(UTF);
      case 8 -> ("{\"urls\":[" + "\"x\",".repeat(random.nextInt(1_200)) + "\"x\"]}").getBytes(UTF);
      case 9 -> ("{\"dailyLimit\":" + "9".repeat(1 + random.nextInt(2_000)) + "}").getBytes(UTF);
      case 10 -> "{} {}".getBytes(UTF);
      default -> {
        byte[] noise = new byte[random.nextInt(300)];
        random.nextBytes(noise);
        yield noise;
      }
    };
  }

  private static final java.nio.charset.Charset UTF = StandardCharsets.UTF_8;

  /** Percent-encodes a text, in a way that is not always the right one. */
  static String encoded(Random random, String text) {
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
      if (plain || "-._~".indexOf(b) >= 0) {
        out.append((char) b);
      } else {
        out.append("%%%02X".formatted(b & 0xff));
      }
    }
    return switch (random.nextInt(12)) {
      case 0 -> out + "%zz";
      case 1 -> out + "%c0%af";
      case 2 -> out + "%";
      case 3 -> out + "%00";
      default -> out.toString();
    };
  }
}
