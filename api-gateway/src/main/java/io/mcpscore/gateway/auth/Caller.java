package io.mcpscore.gateway.auth;

import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.model.ErrorCode;
import io.vertx.ext.web.RoutingContext;

/**
 * Who sent the request that a resource answers: the holder of a key or a person.
 *
 * @param credential what it was recognised by
 * @param admission how it was counted
 * @param role what it may do
 */
public record Caller(Credential credential, Admission.Granted admission, Role role) {

  private static final String KEY = Caller.class.getName();

  /** Name under which every gateway knows the caller. */
  public String hash() {
    return credential.hash();
  }

  /** {@code key_} or {@code person_} and a number, as lists and the audit log show it. */
  public String id() {
    return admission.key().counter();
  }

  /** The account, which owns every scan it asks for. */
  public long accountId() {
    return admission.key().accountId();
  }

  /**
   * Refuses a caller that may not do something.
   *
   * @param needed role that may
   * @throws ApiException {@code FORBIDDEN}
   */
  public void require(Role needed) {
    if (!role.includes(needed)) {
      throw new ApiException(
          ErrorCode.FORBIDDEN,
          needed == Role.ADMIN ? "Only admins may do this" : "This needs the role submitter",
          needed == Role.ADMIN
              ? "API keys manage no keys: sign in as a person with the role admin, or ask the"
                  + " operator"
              : "Your sign-in has the role viewer, which reads alone; ask whoever manages roles");
    }
  }

  /**
   * The caller of a request.
   *
   * @throws ApiException when nobody authenticated it, so that a path which slips past the filter
   *     stays closed
   */
  public static Caller of(RoutingContext context) {
    if (context.get(KEY) instanceof Caller caller) {
      return caller;
    }
    throw new ApiException(ErrorCode.UNAUTHORIZED, "Authentication required", null);
  }

  void attach(RoutingContext context) {
    context.put(KEY, this);
  }
}
