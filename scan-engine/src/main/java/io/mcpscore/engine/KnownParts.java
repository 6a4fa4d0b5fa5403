package io.mcpscore.engine;

import io.mcpscore.engine.cache.PartCodec;
import io.mcpscore.engine.cache.PartKey;
import io.mcpscore.engine.cache.ResultStore;
import io.mcpscore.engine.part.Part;
import io.mcpscore.engine.report.PartResult;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parts of one repository whose results an earlier scan left in the store. */
final class KnownParts {

  private final ResultStore store;
  private final String basis;
  private final Map<Part, String> keys = new HashMap<>();

  /**
   * Looks into a store.
   *
   * @param basis what decides a result besides the part
   */
  KnownParts(ResultStore store, String basis) {
    this.store = store;
    this.basis = basis;
  }

  /** The results that are there and in order. */
  Map<Part, PartResult> find(List<Part> parts, int threads) {
    if (store.equals(ResultStore.NONE)) {
      return Map.of();
    }
    String[] named = new String[parts.size()];
    Workers.share("key", threads, named.length, i -> named[i] = PartKey.of(basis, parts.get(i)));
    for (int i = 0; i < named.length; i++) {
      keys.put(parts.get(i), named[i]);
    }
    Map<String, byte[]> stored = store.read(Arrays.asList(named));
    PartResult[] results = new PartResult[named.length];
    Workers.share(
        "read",
        threads,
        named.length,
        i -> {
          byte[] bytes = stored.get(named[i]);
          results[i] = bytes == null ? null : PartCodec.read(named[i], bytes).orElse(null);
        });
    Map<Part, PartResult> found = new LinkedHashMap<>();
    for (int i = 0; i < named.length; i++) {
      if (results[i] != null) {
        found.put(parts.get(i), results[i]);
      }
    }
    return found;
  }

  /** Leaves results for later scans. */
  void keep(Map<Part, PartResult> results) {
    if (store.equals(ResultStore.NONE) || results.isEmpty()) {
      return;
    }
    Map<String, byte[]> values = new LinkedHashMap<>();
    results.forEach((part, r) -> values.put(keys.get(part), PartCodec.write(keys.get(part), r)));
    store.write(values);
  }
}
