package io.mcpscore.engine.dependency;

import io.mcpscore.model.Severity;
import java.util.HashMap;
import java.util.Map;

/** The base score of a CVSS 3.x vector, as a severity. */
final class Cvss3 {

  private Cvss3() {}

  /** Severity by the qualitative scale; medium for a vector that lacks a base metric. */
  static Severity severity(String vector) {
    double score = baseScore(vector);
    if (score < 0) {
      return Severity.MEDIUM;
    }
    if (score >= 9) {
      return Severity.CRITICAL;
    }
    if (score >= 7) {
      return Severity.HIGH;
    }
    return score >= 4 ? Severity.MEDIUM : Severity.LOW;
  }

  /** 0.0 to 10.0, or -1 for a vector that lacks a base metric. */
  static double baseScore(String vector) {
    Map<String, String> m = new HashMap<>();
    for (String part : vector.split("/")) {
      int colon = part.indexOf(':');
      if (colon > 0) {
        m.put(part.substring(0, colon), part.substring(colon + 1));
      }
    }
    boolean changed = "C".equals(m.get("S"));
    double reach =
        8.22
            * weight(m.get("AV"), "N", 0.85, "A", 0.62, "L", 0.55, "P", 0.2)
            * weight(m.get("AC"), "L", 0.77, "H", 0.44)
            * weight(m.get("PR"), "N", 0.85, "L", changed ? 0.68 : 0.62, "H", changed ? 0.5 : 0.27)
            * weight(m.get("UI"), "N", 0.85, "R", 0.62);
    double loss =
        1 - (1 - impact(m.get("C"))) * (1 - impact(m.get("I"))) * (1 - impact(m.get("A")));
    if (Double.isNaN(reach) || Double.isNaN(loss) || !m.containsKey("S")) {
      return -1;
    }
    double impact =
        changed ? 7.52 * (loss - 0.029) - 3.25 * Math.pow(loss - 0.02, 15) : 6.42 * loss;
    if (impact <= 0) {
      return 0;
    }
    return roundUp(Math.min((changed ? 1.08 : 1) * (impact + reach), 10));
  }

  private static double impact(String level) {
    return weight(level, "H", 0.56, "L", 0.22, "N", 0.0);
  }

  /** The weight of a level among pairs of level and weight; not a number for none of them. */
  private static double weight(String level, Object... pairs) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equals(level)) {
        return (double) pairs[i + 1];
      }
    }
    return Double.NaN;
  }

  /** The smallest number with one decimal that is not below, as the standard defines it. */
  private static double roundUp(double score) {
    long scaled = Math.round(score * 100_000);
    return scaled % 10_000 == 0 ? scaled / 100_000.0 : (scaled / 10_000 + 1) / 10.0;
  }
}
