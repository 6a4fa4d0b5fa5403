package io.mcpscore.gateway.auth;

import io.mcpscore.gateway.http.ApiException;
import io.smallrye.mutiny.Uni;

/** What a new scan costs beyond the request that asked for it. */
public interface Charge {

  /** Nothing: the request is counted already, and it asks for one scan. */
  Charge NONE =
      new Charge() {
        @Override
        public Uni<Void> take() {
          return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> giveBack() {
          return Uni.createFrom().voidItem();
        }
      };

  /**
   * Counts one new scan, before it is made.
   *
   * @return done, or {@link ApiException} with {@code RATE_LIMIT_EXCEEDED} when the day is used up
   */
  Uni<Void> take();

  /** Takes back the count of a scan that was not made after all; never fails. */
  Uni<Void> giveBack();
}
