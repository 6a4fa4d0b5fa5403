package io.mcpscore.cli.submit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.cli.CliException;
import io.mcpscore.cli.ExitCodes;
import io.mcpscore.cli.scan.ProgressView;
import io.mcpscore.model.Json;
import io.mcpscore.model.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Waits for the end of a scan. Somebody who looks on gets the events as they come; where there are
 * none, and in pipelines, the service is asked to hold its answer.
 *
 * @param service that scans
 * @param patience how long it may take
 */
record Following(ScanService service, Patience patience) {

  private static final Duration POLL = Duration.ofSeconds(30);
  private static final Duration LIVELY = Duration.ofSeconds(2);
  private static final String DATA = "data:";

  /**
   * Waits.
   *
   * @param id of the scan
   * @param view who looks on, or {@link ProgressView#NONE}
   * @return the ended scan
   * @throws CliException when time is up
   */
  JsonNode toTheEnd(String id, ProgressView view) {
    boolean watched = !view.equals(ProgressView.NONE);
    if (watched) {
      watch(id, view);
    }
    while (true) {
      Duration wait = watched ? LIVELY : POLL;
      JsonNode scan = service.read(id, shorter(wait, patience.left()));
      if (isEnded(scan)) {
        return scan;
      }
      show(scan, view);
      // A gateway with too many waiting answers at once.
      if (!patience.pause(Duration.ofMillis(300))) {
        throw new CliException(
            ExitCodes.NOT_SCANNED,
            "The scan "
                + id
                + " has not ended in the time of --timeout; it goes on, and the same command"
                + " finds it");
      }
    }
  }

  /** Whether nothing can change any more. */
  static boolean isEnded(JsonNode scan) {
    String status = scan.path("status").asText();
    return status.equals("complete") || status.equals("failed");
  }

  private void watch(String id, ProgressView view) {
    Thread clock = null;
    try (InputStream stream = service.events(id);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      clock = closeLater(stream);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(DATA)) {
          show(Json.mapper().readTree(line.substring(DATA.length())), view);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // The long poll goes on from here.
    } catch (InterruptedException e) {
      throw ScanService.interrupted();
    } finally {
      if (clock != null) {
        clock.interrupt();
      }
    }
  }

  private Thread closeLater(InputStream stream) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try {
                Thread.sleep(patience.left());
                stream.close();
              } catch (InterruptedException | IOException e) {
                // The stream has ended by itself.
              }
            });
  }

  private static void show(JsonNode scan, ProgressView view) {
    if (scan.path("progress").isObject()) {
      try {
        view.analysed(Json.mapper().treeToValue(scan.get("progress"), Progress.class));
      } catch (JsonProcessingException e) {
        // A newer service tells it otherwise; the end is what counts.
      }
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
