package io.mcpscore.engine.check;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What several checks of one scan need and only one has to work out, such as every text that the
 * model reads. Lives as long as the scan.
 */
public final class Memo {

  private final Map<Class<?>, Slot> slots = new ConcurrentHashMap<>();

  /** One value, and the lock of those who need it. */
  private static final class Slot {
    private volatile Object value;
  }

  /**
   * The value of a type, made when it is asked for the first time; who asks meanwhile waits. Checks
   * run at the same time, so the value must stand being asked by several threads.
   *
   * @param make gives it; it may ask for values of other types, in one direction
   */
  public <T> T get(Class<T> type, CheckContext context, Function<CheckContext, T> make) {
    Slot known = slots.get(type);
    Slot slot = known == null ? slots.computeIfAbsent(type, t -> new Slot()) : known;
    if (slot.value == null) {
      synchronized (slot) {
        if (slot.value == null) {
          slot.value = make.apply(context);
        }
      }
    }
    return type.cast(slot.value);
  }
}
