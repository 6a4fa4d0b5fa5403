package io.mcpscore.gateway.auth;

import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.model.ErrorCode;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Charges for requests that make many scans: every new scan counts as one request, so that asking
 * for a hundred at once costs what asking a hundred times does. The request itself has paid for the
 * first.
 */
@Singleton
public class ScanCharges {

  private final KeyDoor door;
  private final Clock clock;

  ScanCharges(KeyDoor door, Clock clock) {
    this.door = door;
    this.clock = clock;
  }

  /** The charge of one request. */
  public Counted of(RoutingContext context) {
    return new Counted(Caller.of(context));
  }

  /** Counts the new scans of one request. */
  public final class Counted implements Charge {

    private final Caller caller;
    private final AtomicInteger scans = new AtomicInteger();
    private volatile boolean usedUp;

    private Counted(Caller caller) {
      this.caller = caller;
    }

    @Override
    public Uni<Void> take() {
      if (scans.getAndIncrement() == 0) {
        return Uni.createFrom().voidItem();
      }
      return door.admit(caller.credential(), true)
          .onItem()
          .transform(
              admission -> {
                if (!(admission instanceof Admission.Granted)) {
                  throw usedUp();
                }
                return (Void) null;
              })
          .onFailure()
          .invoke(scans::decrementAndGet);
    }

    @Override
    public Uni<Void> giveBack() {
      if (scans.decrementAndGet() <= 0) {
        return Uni.createFrom().voidItem();
      }
      return door.undo(caller.hash(), caller.admission()).onFailure().recoverWithNull();
    }

    /** Tells the client in the headers of the answer what is left. */
    public void tell(RoutingContext context) {
      int limit = caller.admission().key().limit();
      int used = caller.admission().used() + Math.max(0, scans.get() - 1);
      RateHeaders.write(context.response(), limit, usedUp ? limit : used, clock.instant());
    }

    private ApiException usedUp() {
      int limit = caller.admission().key().limit();
      usedUp = true;
      return new ApiException(
          ErrorCode.RATE_LIMIT_EXCEEDED,
          "Rate limit exceeded",
          "The daily limit of " + limit + " requests is used up; it resets at 00:00 UTC");
    }
  }
}
