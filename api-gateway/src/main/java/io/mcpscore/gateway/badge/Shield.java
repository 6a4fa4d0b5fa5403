package io.mcpscore.gateway.badge;

/**
 * A badge as the endpoint badges of shields.io read it.
 *
 * @param schemaVersion always 1
 * @param label left half
 * @param message right half
 * @param color of the right half
 * @param cacheSeconds how long it may be shown
 */
record Shield(int schemaVersion, String label, String message, String color, long cacheSeconds) {

  static Shield of(Badge badge, long cacheSeconds) {
    return new Shield(1, Badge.LABEL, badge.message(), badge.color(), cacheSeconds);
  }
}
