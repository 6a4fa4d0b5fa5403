package io.mcpscore.engine.program;

import java.util.Map;
import java.util.OptionalInt;

/**
 * Functions of Python that call a function which they are given, such as {@code
 * asyncio.to_thread(f, x)}: what follows it are its arguments.
 */
public final class HandOver {

  private static final Map<String, Integer> PLACES =
      Map.of(
          "to_thread", 0,
          "run_sync", 0,
          "run_in_threadpool", 0,
          "submit", 0,
          "partial", 0,
          "apply_async", 0,
          "run_in_executor", 1);

  private HandOver() {}

  /**
   * Where the function stands among the arguments, from 0.
   *
   * @param name last part of the name of what is called
   * @return empty when the name is none of these
   */
  public static OptionalInt place(String name) {
    Integer place = PLACES.get(name);
    return place == null ? OptionalInt.empty() : OptionalInt.of(place);
  }
}
