package io.mcpscore.gateway.admin;

import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.http.Body;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an account shall be allowed.
 *
 * @param tier one of the configured tiers
 * @param dailyLimit requests per UTC day of each key and person, 0 for no access, or null for the
 *     tier's
 * @param queueLimit unfinished scans, or null for the tier's
 */
public record AccountRequest(String tier, Integer dailyLimit, Integer queueLimit) {

  private static final Set<String> MEMBERS = Set.of("tier", "dailyLimit", "queueLimit");

  static AccountRequest read(byte[] json, Set<String> tiers) {
    Body body = Body.read(json, MEMBERS);
    String tier = body.text("tier");
    if (tier == null || !tiers.contains(tier)) {
      throw ApiException.invalidRequest(
          "tier is required: one of " + String.join(", ", new TreeSet<>(tiers)));
    }
    return new AccountRequest(tier, atLeast(0, body, "dailyLimit"), atLeast(1, body, "queueLimit"));
  }

  /** What the audit log says of it. */
  Map<String, Object> facts() {
    Map<String, Object> facts = new HashMap<>(Map.of("tier", tier));
    if (dailyLimit != null) {
      facts.put("dailyLimit", dailyLimit);
    }
    if (queueLimit != null) {
      facts.put("queueLimit", queueLimit);
    }
    return facts;
  }

  private static Integer atLeast(int least, Body body, String member) {
    Integer value = body.integer(member);
    if (value != null && value < least) {
      throw ApiException.invalidRequest(member + " must be at least " + least);
    }
    return value;
  }
}
