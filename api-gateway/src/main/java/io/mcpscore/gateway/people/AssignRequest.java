package io.mcpscore.gateway.people;

import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.http.Body;
import io.mcpscore.gateway.http.Names;
import java.util.Set;

/**
 * A wish that a person belong to an account.
 *
 * @param account its name, or null for none
 */
public record AssignRequest(String account) {

  private static final Set<String> MEMBERS = Set.of("account");

  static AssignRequest read(byte[] json) {
    Body body = Body.read(json, MEMBERS);
    if (!body.holds("account")) {
      throw ApiException.invalidRequest("account must be the name of one, or null for none");
    }
    return new AssignRequest(body.text("account") == null ? null : Names.of(body, "account"));
  }
}
