package io.mcpscore.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often a check was right when its findings on real servers were read together with the code;
 * from the resource {@code precision.tsv}, one line a check.
 *
 * @param read findings that were read
 * @param right those of which the claim is true and the severity fits
 * @param loud those of which the claim is true and the severity too high; the rest was wrong
 */
public record MeasuredPrecision(int read, int right, int loud) {

  private static final Map<String, MeasuredPrecision> BY_CHECK = load();

  /** What was measured for a check; empty when it found nothing on the servers that were read. */
  public static Optional<MeasuredPrecision> of(String checkId) {
    return Optional.ofNullable(BY_CHECK.get(checkId));
  }

  /** How many checks were measured. */
  static int size() {
    return BY_CHECK.size();
  }

  /** The measurement in a sentence. */
  public String sentence() {
    int wrong = read - right - loud;
    String findings =
        read == 1 ? "finding on real servers that was" : "findings on real servers that were";
    return "Of %d %s read together with the code, %d %s right, %d true but too loud, %d wrong."
        .formatted(read, findings, right, right == 1 ? "was" : "were", loud, wrong);
  }

  private static Map<String, MeasuredPrecision> load() {
    try (InputStream in = MeasuredPrecision.class.getResourceAsStream("precision.tsv")) {
      Map<String, MeasuredPrecision> out = new HashMap<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        String[] cells = line.split("\t");
        if (!line.startsWith("#")) {
          out.put(
              cells[0],
              new MeasuredPrecision(number(cells[1]), number(cells[2]), number(cells[3])));
        }
      }
      return Map.copyOf(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int number(String cell) {
    return Integer.parseInt(cell);
  }
}
