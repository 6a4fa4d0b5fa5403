package io.mcpscore.gateway.read;

import io.mcpscore.gateway.auth.Caller;
import io.mcpscore.gateway.auth.Credential;
import io.mcpscore.model.Phase;
import io.mcpscore.model.Progress;
import io.mcpscore.model.ScanStatus;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * One client that follows one scan. Everything happens on the context of its request; what comes
 * from elsewhere is handed over to it. A client that reads too slowly gets the newest state once
 * there is room, and misses those that it replaced.
 */
final class EventStream {

  private static final Logger LOG = Logger.getLogger(EventStream.class);
  private static final String HEARTBEAT = ": still here\n\n";

  private final String scanId;
  private final Caller caller;
  private final ScanReader reader;
  private final Context context;
  private final HttpServerResponse response;
  private final Runnable onEnd;

  private String lastId;
  private UnfinishedScan last;
  private ScanEvent waiting;
  private boolean reading;
  private boolean readAgain;
  private boolean ended;

  EventStream(
      String scanId,
      Caller caller,
      ScanReader reader,
      Context context,
      HttpServerResponse response,
      Runnable onEnd) {
    this.scanId = scanId;
    this.caller = caller;
    this.reader = reader;
    this.context = context;
    this.response = response;
    this.onEnd = onEnd;
  }

  String scanId() {
    return scanId;
  }

  String keyHash() {
    return caller.hash();
  }

  Credential credential() {
    return caller.credential();
  }

  /**
   * Sends the head, and the present state unless the client has it.
   *
   * @param lastEventId what the client saw last, or null
   */
  void begin(String lastEventId) {
    lastId = lastEventId;
    response
        .setStatusCode(200)
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream")
        // Proxies that gather answers would hold events back.
        .putHeader("X-Accel-Buffering", "no");
    response.write("retry: 2000\n\n");
    refresh();
  }

  /** What a worker told about the scan; from any thread. */
  void told(String message) {
    context.runOnContext(
        now -> {
          Optional<Progress> progress = ProgressReader.read(message);
          if (progress.isEmpty() || progress.get().phase() == Phase.QUEUED || reading) {
            refresh();
          } else if (last == null || last.status() != ScanStatus.ANALYZING) {
            refresh();
          } else {
            send(new ScanReader.Found.Running(last.with(progress.get())));
          }
        });
  }

  /**
   * Where the scan stands; from any thread. What the client does not know yet is read anew, as it
   * may already be older than what a worker told meanwhile.
   *
   * @param status what its row says
   * @param progress how far it is, or null when nobody knows
   */
  void stands(ScanStatus status, Progress progress) {
    context.runOnContext(
        now -> {
          boolean isNews = last == null || last.status() != status;
          if (isNews || (progress != null && !progress.equals(last.progress()))) {
            refresh();
          }
        });
  }

  /** Looks at the scan anew, as what was told may have been lost; from any thread. */
  void renew() {
    context.runOnContext(now -> refresh());
  }

  /** Says that the stream is alive; from any thread. */
  void beat() {
    context.runOnContext(
        now -> {
          if (response.closed()) {
            finish();
          } else if (!ended && !response.writeQueueFull()) {
            response.write(HEARTBEAT);
          }
        });
  }

  /** Closes the stream; from any thread, any number of times. */
  void end() {
    context.runOnContext(now -> finish());
  }

  private void refresh() {
    if (ended) {
      return;
    }
    if (reading) {
      readAgain = true;
      return;
    }
    reading = true;
    reader.read(caller.accountId(), scanId).subscribe().with(this::read, this::unread);
  }

  private void read(ScanReader.Found found) {
    reading = false;
    if (readAgain) {
      // What was told meanwhile may be newer than what was read.
      readAgain = false;
      refresh();
    }
    if (!reading || found instanceof ScanReader.Found.Ended) {
      send(found);
    }
  }

  /** The next poll tries again. */
  private void unread(Throwable failure) {
    reading = false;
    readAgain = false;
    LOG.infof("a followed scan could not be read: %s", failure.getClass().getName());
  }

  private void send(ScanReader.Found found) {
    if (found instanceof ScanReader.Found.Running(UnfinishedScan scan)) {
      last = scan;
    }
    ScanEvent event = ScanEvent.of(found);
    if (ended || (event.id().equals(lastId) && !event.isLast())) {
      return;
    }
    if (response.writeQueueFull() && !event.isLast()) {
      waiting = event;
      response.drainHandler(room -> drained());
      return;
    }
    waiting = null;
    write(event);
  }

  private void drained() {
    if (waiting != null && !ended) {
      ScanEvent newest = waiting;
      waiting = null;
      write(newest);
    }
  }

  private void write(ScanEvent event) {
    lastId = event.id();
    response.write(event.text());
    if (event.isLast()) {
      finish();
    }
  }

  private void finish() {
    if (ended) {
      return;
    }
    ended = true;
    if (!response.ended() && !response.closed()) {
      response.end();
    }
    onEnd.run();
  }
}
