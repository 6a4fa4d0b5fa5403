package io.mcpscore.gateway.admin;

import io.mcpscore.gateway.http.Times;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A key as those see it who manage it.
 *
 * @param id {@code key_} and a number
 * @param key the key itself, in the answer that makes it and never again
 * @param prefix the part that may be shown
 * @param name what the key is for
 * @param account name of its owner
 * @param tier tier of the owner
 * @param dailyLimit requests per UTC day
 * @param createdAt when it was made
 * @param expiresAt from when on it is not valid, or null for never
 * @param lastUsedAt when it was last used, to the minute, or null
 * @param revokedAt when it was revoked, or null
 */
public record KeyView(
    String id,
    String key,
    String prefix,
    String name,
    String account,
    String tier,
    int dailyLimit,
    Instant createdAt,
    Instant expiresAt,
    Instant lastUsedAt,
    Instant revokedAt) {

  /** What ids of keys begin with. */
  static final String PREFIX = "key_";

  /**
   * Keys of an account.
   *
   * @param keys oldest first
   */
  @Schema(name = "KeyList")
  public record Listing(List<KeyView> keys) {}

  static KeyView of(KeyEntity key, AccountEntity account, int limit, String secret) {
    return new KeyView(
        PREFIX + key.id(),
        secret,
        key.shownPrefix(),
        key.name(),
        account.name(),
        account.tier(),
        limit,
        Times.seconds(key.createdAt()),
        Times.seconds(key.expiresAt()),
        Times.seconds(key.lastUsedAt()),
        Times.seconds(key.revokedAt()));
  }

  /** The number in an id, or -1 when it is no such id. */
  static long number(String id) {
    String digits = id.startsWith(PREFIX) ? id.substring(PREFIX.length()) : "";
    return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : -1;
  }
}
