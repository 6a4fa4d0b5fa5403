package io.mcpscore.gateway.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.model.Json;
import java.time.Instant;
import java.util.Optional;

/**
 * What a gateway has to know of a key, or of a person, who is counted as a key is.
 *
 * @param counter {@code key_} or {@code person_} and a number: what is counted, and what lists show
 * @param accountId its owner, or 0 for a person without an account
 * @param version of the account, which grows when its tier or limit changes
 * @param tier tier of the owner, or null without one
 * @param limit requests per UTC day; 0 means no access to the API
 * @param expires second of the epoch from which it is not valid, or null for never
 */
public record KeyRecord(
    String counter, long accountId, long version, String tier, int limit, Long expires) {

  /** What stands in Redis in the place of a revoked key, so that no late reader puts it back. */
  static final String TOMBSTONE = "{\"revoked\":true}";

  /** What stands in Redis in the place of a record that changed just now, for the same reason. */
  static final String STALE = "{\"stale\":true}";

  /**
   * Reads what Redis holds.
   *
   * @return the record, or empty for a tombstone or anything else that is no record
   */
  static Optional<KeyRecord> read(String json) {
    try {
      JsonNode tree = Json.mapper().readTree(json);
      return tree.hasNonNull("counter")
          ? Optional.of(Json.mapper().treeToValue(tree, KeyRecord.class))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Whether it is over at a time. */
  boolean isExpired(Instant now) {
    return expires != null && now.getEpochSecond() >= expires;
  }

  /** Redis key of the record of a hash. */
  static String redisKey(String hash) {
    return "mcpscore:key:" + hash;
  }

  /** Redis key of a day's count. */
  public static String countKey(String counter, UtcDay day) {
    return "mcpscore:count:" + counter + ":" + day.compact();
  }

  /** Redis key of the least version of an account that is believed. */
  static String versionKey(long accountId) {
    return "mcpscore:account:" + accountId;
  }
}
