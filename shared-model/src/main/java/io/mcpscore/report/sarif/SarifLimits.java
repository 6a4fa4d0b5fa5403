package io.mcpscore.report.sarif;

import io.mcpscore.model.CompleteScan;
import io.mcpscore.model.TraceStep;
import io.mcpscore.report.SafeText;
import io.mcpscore.report.UriPath;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * What GitHub's code scanning takes. It shows the 5,000 worst of the results and the first 1,000
 * steps of a flow; the numbers here are those beyond which it refuses the whole file.
 */
final class SarifLimits {

  /** Results of a run. */
  static final int RESULTS = 25_000;

  /** Results of a run that are shown. */
  static final int RESULTS_SHOWN = 5_000;

  /** Steps of one flow that are shown; a longer one loses its middle, never its sink. */
  static final int STEPS = 1_000;

  /** Tags of a rule. */
  static final int TAGS = 20;

  /** Characters of a message. */
  static final int TEXT = 1_024;

  private static final int COMPRESSED_BYTES = 10 * 1000 * 1000;

  private SarifLimits() {}

  /** Whether a log is small enough when compressed. */
  static boolean fits(String log) {
    byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
    return bytes.length < COMPRESSED_BYTES || compressed(bytes) < COMPRESSED_BYTES;
  }

  /** The first and the last steps of a flow that is too long. */
  static List<TraceStep> steps(List<TraceStep> trace) {
    if (trace.size() <= STEPS) {
      return trace;
    }
    List<TraceStep> out = new ArrayList<>(trace.subList(0, STEPS / 2));
    out.addAll(trace.subList(trace.size() - STEPS / 2, trace.size()));
    return out;
  }

  /**
   * Text that a viewer of SARIF shows as it is: no control character, and no bracket before a
   * parenthesis, which would be a link.
   */
  static String message(String text) {
    return SafeText.cut(SafeText.lines(text).replace("](", "] (").strip(), TEXT);
  }

  /**
   * What tells runs of one repository apart: runs of the same part of it replace each other, and
   * the last segment is that of the run alone.
   */
  static String category(CompleteScan scan) {
    String part = scan.path() == null ? "" : UriPath.encode(scan.path()) + "/";
    return "mcpscore/" + part + scan.id();
  }

  private static long compressed(byte[] bytes) {
    Counter counter = new Counter();
    try (GZIPOutputStream zip = new GZIPOutputStream(counter)) {
      zip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return counter.count;
  }

  private static final class Counter extends OutputStream {

    private long count;

    @Override
    public void write(int b) {
      count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      count += length;
    }
  }
}
