package io.mcpscore.worker.queue;

import io.mcpscore.model.Json;
import io.mcpscore.model.Progress;
import io.mcpscore.model.ScanStatus;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Sends the messages of one attempt in order, one at a time: what comes while one is on its way
 * replaces what waits, so that a slow Redis gets the newest message only and the last one stays the
 * last.
 */
final class ProgressVoice implements Consumer<Progress> {

  private static final Logger LOG = Logger.getLogger(ProgressVoice.class);

  private final SteadyProgress steady;
  private final Function<String, Uni<Void>> send;
  private String waiting;
  private boolean sending;

  ProgressVoice(Duration every, Function<String, Uni<Void>> send) {
    this.steady = new SteadyProgress(every, progress -> say(Json.write(progress)));
    this.send = send;
  }

  @Override
  public void accept(Progress progress) {
    steady.accept(progress);
  }

  /** Says that the scan waits for its next attempt. */
  void waiting() {
    say(Json.write(Progress.WAITING));
  }

  /** Says that the row is final. */
  void ended(ScanStatus status) {
    say(status.key());
  }

  private synchronized void say(String message) {
    if (sending) {
      waiting = message;
      return;
    }
    sending = true;
    send.apply(message).subscribe().with(done -> sent(), this::failed);
  }

  private void failed(Throwable failure) {
    LOG.debugf("progress could not be told: %s", failure.getClass().getName());
    sent();
  }

  private synchronized void sent() {
    sending = false;
    if (waiting != null) {
      String next = waiting;
      waiting = null;
      say(next);
    }
  }
}
