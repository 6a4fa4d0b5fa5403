package io.mcpscore.gateway.auth;

import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.model.ErrorCode;
import io.vertx.ext.web.RoutingContext;

/**
 * Who sent the request that a resource answers.
 *
 * @param hash of the key
 * @param admission how it was counted
 */
public record Caller(String hash, Admission.Granted admission) {

  private static final String KEY = Caller.class.getName();

  /** The account, which owns every scan it asks for. */
  public long accountId() {
    return admission.key().accountId();
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
