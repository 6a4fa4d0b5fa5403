package io.mcpscore.engine.check;

import java.util.List;

/** Lists of names in sentences. */
public final class Named {

  private static final int MOST = 5;

  private Named() {}

  /** The first five, and how many more there are. */
  public static String few(List<String> names) {
    String shown = String.join(", ", names.subList(0, Math.min(MOST, names.size())));
    return names.size() > MOST ? shown + " and " + (names.size() - MOST) + " more" : shown;
  }
}
