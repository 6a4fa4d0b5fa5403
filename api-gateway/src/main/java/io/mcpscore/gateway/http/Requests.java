package io.mcpscore.gateway.http;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Helpers for work that leaves the event loop of its request. */
public final class Requests {

  private Requests() {}

  /**
   * Brings the outcome back to the context that asks now, which database sessions are bound to.
   *
   * @param work something that may end on another thread
   */
  public static <T> Uni<T> comeBack(Uni<T> work) {
    Context here = Vertx.currentContext();
    return here == null ? work : work.emitOn(MutinyHelper.executor(here));
  }
}
