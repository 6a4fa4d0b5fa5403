package io.mcpscore.engine.dependency;

import io.mcpscore.model.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The qualitative rating of a CVSS 4.0 vector. The standard groups vectors by how they are reached,
 * how hard that is, what is lost in the system and what beyond it, and gives each group a score;
 * this adds up what each of the four takes away from 10, which keeps to the standard's rating but
 * for vectors near a border. Databases nearly always name the rating themselves.
 */
final class Cvss4 {

  private static final double[] REACH = {0, 0.8, 2.2};
  private static final double[] DIFFICULTY = {0, 0.6};
  private static final double[] LOSS = {0, 0.8, 2.7};
  private static final double NOTHING_BEYOND = 0.9;

  /** What is hard to reach and of little effect counts less than the sum of both. */
  private static final double HARD_AND_SMALL = 2;

  private Cvss4() {}

  /** Severity by the qualitative scale; medium for a vector that lacks a base metric. */
  static Severity severity(String vector) {
    Map<String, String> m = new HashMap<>();
    for (String part : vector.split("/")) {
      int colon = part.indexOf(':');
      if (colon > 0) {
        m.put(part.substring(0, colon), part.substring(colon + 1));
      }
    }
    if (!m.keySet().containsAll(List.of("AV", "AC", "AT", "PR", "UI", "VC", "VI", "VA"))) {
      return Severity.MEDIUM;
    }
    if (has(m, "N", "VC", "VI", "VA", "SC", "SI", "SA") == 6) {
      return Severity.INFO;
    }
    int reach = reach(m);
    int difficulty = m.get("AC").equals("L") && m.get("AT").equals("N") ? 0 : 1;
    int loss = has(m, "H", "VC", "VI") == 2 ? 0 : has(m, "H", "VC", "VI", "VA") > 0 ? 1 : 2;
    double score = 10 - REACH[reach] - DIFFICULTY[difficulty] - LOSS[loss];
    score -= has(m, "H", "SC", "SI", "SA") > 0 ? 0 : NOTHING_BEYOND;
    score -= reach > 0 && difficulty > 0 && loss == 2 ? HARD_AND_SMALL : 0;
    if (score >= 9) {
      return Severity.CRITICAL;
    }
    if (score >= 7) {
      return Severity.HIGH;
    }
    return score >= 4 ? Severity.MEDIUM : Severity.LOW;
  }

  /** 0 over the network with nothing needed, 2 where hands or everything at once are needed. */
  private static int reach(Map<String, String> m) {
    int easy = has(m, "N", "AV", "PR", "UI");
    if (easy == 3) {
      return 0;
    }
    return easy == 0 || m.get("AV").equals("P") ? 2 : 1;
  }

  private static int has(Map<String, String> m, String level, String... names) {
    int count = 0;
    for (String name : names) {
      count += level.equals(m.get(name)) ? 1 : 0;
    }
    return count;
  }
}
