package io.mcpscore.gateway.auth;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Takes back the count of a request that is answered with 304. */
@Singleton
public class Uncounting {

  private static final Logger LOG = Logger.getLogger(Uncounting.class);

  private final KeyDoor door;
  private final Clock clock;

  Uncounting(KeyDoor door, Clock clock) {
    this.door = door;
    this.clock = clock;
  }

  /** Makes a request free of charge, in the headers of its answer too. */
  public void apply(RoutingContext context) {
    Caller caller = Caller.of(context);
    Admission.Granted granted = caller.admission();
    door.undo(caller.hash(), granted)
        .subscribe()
        .with(done -> {}, failure -> LOG.warn("a count could not be taken back"));
    RateHeaders.write(
        context.response(), granted.key().limit(), granted.used() - 1, clock.instant());
  }
}
