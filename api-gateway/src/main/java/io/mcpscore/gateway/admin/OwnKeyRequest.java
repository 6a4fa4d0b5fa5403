package io.mcpscore.gateway.admin;

import io.mcpscore.gateway.http.Body;
import io.mcpscore.gateway.http.Names;
import java.time.Instant;
import java.util.Set;

/**
 * An account's wish for a new key of its own.
 *
 * @param name what the key is for
 * @param dailyLimit requests per day of this key alone, at most the account's, or null for the
 *     account's
 * @param expiresAt from when on the key is not valid, or null for never
 */
public record OwnKeyRequest(String name, Integer dailyLimit, Instant expiresAt) {

  private static final Set<String> MEMBERS = Set.of("name", "dailyLimit", "expiresAt");

  static OwnKeyRequest read(byte[] json, Instant now) {
    Body body = Body.read(json, MEMBERS);
    return new OwnKeyRequest(
        Names.of(body, "name"), KeyWish.limit(body), KeyWish.expiry(body, now));
  }

  KeyWish wish() {
    return new KeyWish(name, dailyLimit, false, expiresAt);
  }
}
