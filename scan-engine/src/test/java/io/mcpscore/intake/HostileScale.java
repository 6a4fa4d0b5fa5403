package io.mcpscore.intake;

/**
 * How large hostile things are made: small enough for every build, or, with the system property
 * {@code mcpscore.hostile=full}, as large as the attack would be.
 */
final class HostileScale {

  private static final boolean FULL = "full".equals(System.getProperty("mcpscore.hostile"));

  private HostileScale() {}

  static int of(int small, int full) {
    return FULL ? full : small;
  }
}
