package io.mcpscore.engine.cache;

import java.util.Collection;
import java.util.Map;

/**
 * Keeps bytes by key, for all workers, as long as it likes. Implementations never throw: a store
 * that is away knows nothing and keeps nothing.
 */
public interface ResultStore {

  /** Knows nothing and keeps nothing. */
  ResultStore NONE =
      new ResultStore() {
        @Override
        public Map<String, byte[]> read(Collection<String> keys) {
          return Map.of();
        }

        @Override
        public void write(Map<String, byte[]> values) {
          // Nothing is kept.
        }
      };

  /**
   * What is there of some keys, in one round trip.
   *
   * @param keys 64 hex digits each
   */
  Map<String, byte[]> read(Collection<String> keys);

  /** Keeps values, in the place of what is there under the same keys. */
  void write(Map<String, byte[]> values);
}
