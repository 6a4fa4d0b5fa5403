package io.mcpscore.gateway.admin;

import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.http.Body;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A wish for a new key.
 *
 * @param account name of its owner
 * @param tier tier that the owner gets
 * @param name what the key is for
 * @param dailyLimit requests per day of this key alone, or null for the tier's
 */
public record CreateKeyRequest(String account, String tier, String name, Integer dailyLimit) {

  private static final Set<String> MEMBERS = Set.of("account", "tier", "name", "dailyLimit");
  private static final Pattern TEXT = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._@+-]{0,99}");

  /**
   * Reads the body.
   *
   * @throws ApiException when it is not such a wish
   */
  static CreateKeyRequest read(byte[] json) {
    Body body = Body.read(json, MEMBERS);
    Integer limit = body.integer("dailyLimit");
    if (limit != null && limit < 1) {
      throw ApiException.invalidRequest("dailyLimit must be at least 1");
    }
    return new CreateKeyRequest(
        text(body, "account"), text(body, "tier"), text(body, "name"), limit);
  }

  private static String text(Body body, String member) {
    String value = body.text(member);
    if (value == null || !TEXT.matcher(value).matches()) {
      throw ApiException.invalidRequest(
          member + " is required: up to 100 letters, digits, spaces and . _ @ + -");
    }
    return value;
  }
}
