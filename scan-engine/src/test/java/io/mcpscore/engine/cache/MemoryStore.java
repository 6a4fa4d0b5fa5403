package io.mcpscore.engine.cache;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A store in memory that counts, and that can be told to misbehave. */
public final class MemoryStore implements ResultStore {

  private final Map<String, byte[]> values = new TreeMap<>();
  private int found;
  private int missed;

  @Override
  public Map<String, byte[]> read(Collection<String> keys) {
    Map<String, byte[]> out = new HashMap<>();
    for (String key : keys) {
      if (values.containsKey(key)) {
        out.put(key, values.get(key).clone());
        found++;
      } else {
        missed++;
      }
    }
    return out;
  }

  @Override
  public void write(Map<String, byte[]> more) {
    values.putAll(more);
  }

  /** How many values were there. */
  public int found() {
    return found;
  }

  /** How many were not. */
  public int missed() {
    return missed;
  }

  /** Counts anew. */
  public void forgetCounts() {
    found = 0;
    missed = 0;
  }

  /** Loses some values, flips bits of others, cuts some short and gives some to other keys. */
  public void garble(Random random) {
    List<String> keys = new ArrayList<>(values.keySet());
    for (String key : keys) {
      byte[] value = values.get(key);
      switch (random.nextInt(8)) {
        case 0 -> values.remove(key);
        case 1 -> {
          byte[] flipped = value.clone();
          flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
          values.put(key, flipped);
        }
        case 2 -> values.put(key, Arrays.copyOf(value, random.nextInt(value.length)));
        case 3 ->
            values.put(key, values.getOrDefault(keys.get(random.nextInt(keys.size())), value));
        default -> {
          // As it was.
        }
      }
    }
  }
}
