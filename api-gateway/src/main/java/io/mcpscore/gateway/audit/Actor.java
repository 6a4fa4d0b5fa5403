package io.mcpscore.gateway.audit;

import io.mcpscore.gateway.auth.Caller;
import io.vertx.ext.web.RoutingContext;

/**
 * Who acts.
 *
 * @param id {@code operator}, or {@code key_} or {@code person_} and a number
 * @param name of a person as the identity provider shows it, or null
 * @param origin from where
 */
public record Actor(String id, String name, Origin origin) {

  /** Whoever has the operator's token. */
  public static Actor operator(RoutingContext context) {
    return new Actor("operator", null, Origin.of(context));
  }

  /** A caller of the API. */
  public static Actor of(RoutingContext context, Caller caller) {
    return new Actor(caller.id(), caller.credential().name(), Origin.of(context));
  }
}
