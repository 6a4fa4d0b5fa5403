package io.mcpscore.gateway.auth;

/** What the door decided about one request with a well-formed key. */
public sealed interface Admission {

  /**
   * The key is good and its day has room.
   *
   * @param key whose it is
   * @param used requests of the day, this one included
   * @param day UTC day in which it was counted
   */
  record Granted(KeyRecord key, int used, UtcDay day) implements Admission {}

  /**
   * The key is good and its day is used up.
   *
   * @param key whose it is
   */
  record Exhausted(KeyRecord key) implements Admission {}

  /** No such key, or it was revoked or has expired. */
  record Unknown() implements Admission {}

  /** The key is not in Redis, and the caller may not cause a look into the database. */
  record Withheld() implements Admission {}
}
