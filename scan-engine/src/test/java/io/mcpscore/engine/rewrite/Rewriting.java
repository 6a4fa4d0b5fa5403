package io.mcpscore.engine.rewrite;

import java.util.List;
import java.util.Map;
import java.util.Random;

/** A way to say the same in other words. */
interface Rewriting {

  /**
   * Rewrites one file.
   *
   * @param random decides what is open
   * @return whole repositories that mean the same, none where it does not apply
   */
  List<Map<String, String>> of(Source source, Random random);
}
