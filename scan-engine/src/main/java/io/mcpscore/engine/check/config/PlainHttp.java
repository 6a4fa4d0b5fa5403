package io.mcpscore.engine.check.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses that are reached without encryption. */
final class PlainHttp {

  private static final Pattern URL =
      Pattern.compile(
          "(?:http|ws)://(?:[^/?#@\\s]{0,200}@)?(\\[[^\\]]{1,60}]|[^/?#:\\s]{1,250}).*");
  private static final Pattern NEAR =
      Pattern.compile(
          "localhost|127\\..*|0\\.0\\.0\\.0|\\[::1?]|10\\..*|192\\.168\\..*|172\\.(?:1[6-9]|2[0-9]|3[01])\\..*"
              + "|169\\.254\\..*|[^.]+|.*\\.(?:local|localhost|internal|lan|test|svc|cluster|home)|host\\.docker\\.internal|.*[${<].*");

  private PlainHttp() {}

  /** Whether a text is such an address of another machine, as far as it can be told. */
  static boolean leavesTheMachine(String text) {
    Matcher url = URL.matcher(text.strip().toLowerCase(Locale.ROOT));
    return url.matches() && !NEAR.matcher(url.group(1)).matches();
  }
}
