package io.mcpscore.gateway.admin;

import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.http.Body;
import io.mcpscore.gateway.http.Names;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * The operator's wish for a new key.
 *
 * @param account name of its owner
 * @param tier tier that the owner gets
 * @param name what the key is for
 * @param dailyLimit requests per day of this key alone, more than the tier's too, or null for the
 *     account's
 * @param expiresAt from when on the key is not valid, or null for never
 */
public record CreateKeyRequest(
    String account, String tier, String name, Integer dailyLimit, Instant expiresAt) {

  private static final Set<String> MEMBERS =
      Set.of("account", "tier", "name", "dailyLimit", "expiresAt");

  /**
   * Reads the body.
   *
   * @param now which an expiry has to be after
   * @throws ApiException when it is not such a wish
   */
  static CreateKeyRequest read(byte[] json, Instant now) {
    Body body = Body.read(json, MEMBERS);
    return new CreateKeyRequest(
        Names.of(body, "account"),
        Names.of(body, "tier"),
        Names.of(body, "name"),
        KeyWish.limit(body),
        KeyWish.expiry(body, now));
  }

  /** What the audit log says of it. */
  Map<String, Object> facts() {
    Map<String, Object> facts = wish().facts();
    facts.put("tier", tier);
    return facts;
  }

  KeyWish wish() {
    return new KeyWish(name, dailyLimit, dailyLimit != null, expiresAt);
  }
}
