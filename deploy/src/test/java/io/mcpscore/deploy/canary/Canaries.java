package io.mcpscore.deploy.canary;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Secrets that are planted, by what they are. They are put together here, so that no scanner of
 * this project takes the tests for a leak, and differ in every run.
 */
final class Canaries {

  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final Random random = new Random();
  private final Map<String, String> ofSystem = new LinkedHashMap<>();
  private final Map<String, String> ofCode = new LinkedHashMap<>();

  /** A new secret of the system or of a client, never to be seen anywhere. */
  String system(String what, String prefix, int length) {
    return keep(ofSystem, what, prefix + text(length));
  }

  /** A secret of the system that exists already. */
  void system(String what, String value) {
    keep(ofSystem, what, value);
  }

  /** A new secret in scanned code, to be seen masked at most. */
  String code(String what, String prefix, int length) {
    return keep(ofCode, what, prefix + text(length));
  }

  /** A new id of an AWS key, in scanned code. */
  String awsKeyId() {
    return keep(ofCode, "AWS key id", "AK" + "IA" + text(16).toUpperCase(Locale.ROOT));
  }

  /** All of them by name. */
  Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>(ofSystem);
    all.putAll(ofCode);
    return all;
  }

  private static String keep(Map<String, String> kind, String what, String value) {
    kind.put(what, value);
    return value;
  }

  private String text(int length) {
    StringBuilder out = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      out.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return out.toString();
  }
}
