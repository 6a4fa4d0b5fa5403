package io.mcpscore.gateway.mcp;

import io.mcpscore.gateway.config.McpSettings;
import io.mcpscore.gateway.read.ScanAnswers;
import io.mcpscore.gateway.read.ScanAnswers.Answer;
import io.mcpscore.gateway.read.UnfinishedScan;
import io.quarkiverse.mcp.server.Progress;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Waits for the end of a scan, and tells a client that wants to know how far it is. */
@Singleton
class Waiting {

  private final ScanAnswers scans;
  private final McpSettings settings;

  Waiting(ScanAnswers scans, McpSettings settings) {
    this.scans = scans;
    this.settings = settings;
  }

  /** The longest time that a call may wait, in seconds. */
  int mostSeconds() {
    return (int) settings.maxWait().toSeconds();
  }

  /**
   * A scan, once it has ended if that happens in time.
   *
   * @param accountId who asks
   * @param id of the scan
   * @param time how long to wait
   * @param client how to tell the client; does nothing for a client that does not want it
   */
  Uni<Answer> read(long accountId, String id, Duration time, Progress client) {
    return client.token().isEmpty()
        ? scans.read(accountId, id, time)
        : step(accountId, id, System.nanoTime() + time.toNanos(), client, -1);
  }

  private Uni<Answer> step(long accountId, String id, long deadline, Progress client, int told) {
    Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    Duration pause = left.compareTo(settings.progressEvery()) < 0 ? left : settings.progressEvery();
    return scans
        .read(accountId, id, pause)
        .chain(
            answer -> {
              if (answer instanceof Answer.Unfinished(UnfinishedScan scan)
                  && !scan.status().ended()
                  && System.nanoTime() < deadline) {
                return step(accountId, id, deadline, client, tell(scan, client, told));
              }
              return Uni.createFrom().item(answer);
            });
  }

  /** Progress may only grow, as the protocol has it. */
  private static int tell(UnfinishedScan scan, Progress client, int told) {
    if (scan.progress() == null || scan.progress().percent() <= told) {
      return told;
    }
    client
        .notificationBuilder()
        .setProgress(scan.progress().percent())
        .setTotal(100)
        .setMessage(scan.progress().phase().key())
        .build()
        .sendAndForget();
    return scan.progress().percent();
  }
}
