package io.mcpscore.gateway.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.model.Json;
import java.util.Optional;

/**
 * What a gateway has to know of a key.
 *
 * @param keyId row of the key
 * @param accountId its owner
 * @param tier tier of the owner
 * @param limit requests per UTC day; 0 means no access to the API
 */
public record KeyRecord(long keyId, long accountId, String tier, int limit) {

  /** What stands in Redis in the place of a revoked key, so that no late reader puts it back. */
  static final String TOMBSTONE = "{\"revoked\":true}";

  /**
   * Reads what Redis holds.
   *
   * @return the record, or empty for a tombstone or anything else that is no record
   */
  static Optional<KeyRecord> read(String json) {
    try {
      JsonNode tree = Json.mapper().readTree(json);
      return tree.hasNonNull("keyId")
          ? Optional.of(Json.mapper().treeToValue(tree, KeyRecord.class))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Redis key of the record of a key's hash. */
  static String redisKey(String hash) {
    return "mcpscore:key:" + hash;
  }
}
