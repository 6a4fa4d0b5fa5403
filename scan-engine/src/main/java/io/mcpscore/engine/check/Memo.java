package io.mcpscore.engine.check;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What several checks of one scan need and only one has to work out, such as every text that the
 * model reads. Lives as long as the scan.
 */
public final class Memo {

  private final Map<Class<?>, Object> known = new HashMap<>();

  /**
   * The value of a type, made when it is asked for the first time.
   *
   * @param make gives it; it may ask for values of other types
   */
  public synchronized <T> T get(
      Class<T> type, CheckContext context, Function<CheckContext, T> make) {
    Object value = known.get(type);
    if (value == null) {
      value = make.apply(context);
      known.put(type, value);
    }
    return type.cast(value);
  }
}
