package io.mcpscore.cli.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mcpscore.cli.CliException;
import io.mcpscore.cli.gateway.Gateway;
import io.mcpscore.model.Json;
import java.net.URI;

/**
 * The administration of keys in a gateway. Every method throws {@link CliException} with the
 * gateway's own words when it refuses.
 *
 * @param gateway whose keys
 */
public record AdminClient(Gateway gateway) {

  private static final String KEYS = "/keys";

  /**
   * A client.
   *
   * @param server base address
   * @param token the operator's
   */
  public AdminClient(URI server, String token) {
    this(new Gateway(server, token));
  }

  /**
   * Makes a key.
   *
   * @param dailyLimit requests per day of this key alone, or null for the account's
   * @param expiresAt from when on it is not valid, ISO 8601 in UTC, or null for never
   * @return the key as the gateway shows it this once, member {@code key} included
   */
  public JsonNode create(
      String account, String tier, String name, Integer dailyLimit, String expiresAt) {
    ObjectNode body = Json.mapper().createObjectNode();
    body.put("account", account).put("tier", tier).put("name", name);
    if (dailyLimit != null) {
      body.put("dailyLimit", dailyLimit);
    }
    if (expiresAt != null) {
      body.put("expiresAt", expiresAt);
    }
    return gateway.post(KEYS, body);
  }

  /** The keys of an account, member {@code keys}. */
  public JsonNode list(String account) {
    return gateway.get(KEYS + "?account=" + Gateway.encode(account));
  }

  /** Revokes a key for good. */
  public void revoke(String id) {
    gateway.delete(KEYS + "/" + Gateway.encode(id));
  }
}
