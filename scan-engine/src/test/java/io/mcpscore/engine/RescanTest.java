package io.mcpscore.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.engine.cache.MemoryStore;
import io.mcpscore.engine.check.Checks;
import io.mcpscore.engine.parser.DirectParser;
import io.mcpscore.model.Json;
import io.mcpscore.model.Report;
import io.mcpscore.model.ScanFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A scan that takes over what earlier ones left gives the bytes of one that reads everything,
 * whatever changed in between and whatever the store makes of it.
 */
class RescanTest {

  private final MemoryStore store = new MemoryStore();
  private final ScanEngine incremental = engine(store);
  private final ScanEngine full = new ScanEngine(settings(), new DirectParser(), Checks.all());

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void afterAnyEditTheReportIsThatOfAFullScan(long seed) {
    Random random = new Random(seed);
    RepositoryEdits repository = new RepositoryEdits(random);
    int known = 0;
    for (int step = 0; step < 25; step++) {
      String edit = step == 0 ? "nothing" : repository.edit();
      String wanted = outcome(full, repository.files());
      store.forgetCounts();
      assertEquals(
          wanted,
          outcome(incremental, repository.files()),
          "seed %d, step %d: %s".formatted(seed, step, edit));
      known += store.found();
      if (step % 7 == 3) {
        store.garble(random);
      }
    }
    assertTrue(known > 50, "most parts come from the store: " + known);
  }

  @Test
  void onlyThePartThatChangedIsReadAgain() {
    RepositoryEdits repository = new RepositoryEdits(new Random(5));
    Map<String, String> files = new TreeMap<>(repository.files());
    outcome(incremental, files);
    store.forgetCounts();
    outcome(incremental, files);
    int parts = store.found();
    assertTrue(parts > 3, "parts: " + parts);
    assertEquals(0, store.missed());

    files.merge("packages/shop/src/server.ts", "\n// changed\n", String::concat);
    store.forgetCounts();
    outcome(incremental, files);
    assertEquals(1, store.missed());
    assertEquals(parts - 1, store.found());
  }

  @Test
  void aStoreWhoseValuesAreSwappedOrBrokenIsNone() {
    RepositoryEdits repository = new RepositoryEdits(new Random(6));
    String wanted = outcome(full, repository.files());
    assertEquals(wanted, outcome(incremental, repository.files()));
    for (int i = 0; i < 20; i++) {
      store.garble(new Random(i));
      assertEquals(wanted, outcome(incremental, repository.files()));
    }
  }

  @Test
  void repositoriesOfExamplesAloneAreReadAsAWhole() {
    RepositoryEdits repository = new RepositoryEdits(new Random(7));
    Map<String, String> examples = new TreeMap<>();
    repository.files().forEach((path, text) -> examples.put("examples/" + path, text));
    String wanted = outcome(full, examples);
    assertEquals(wanted, outcome(incremental, examples));
    assertEquals(wanted, outcome(incremental, examples));

    // One server of its own, and the examples no longer count.
    Map<String, String> both = new TreeMap<>(examples);
    repository
        .files()
        .forEach(
            (path, text) -> {
              if (path.startsWith("servers/weather/")) {
                both.put(path, text);
              }
            });
    assertEquals(outcome(full, both), outcome(incremental, both));
    assertEquals(wanted, outcome(incremental, examples));
  }

  private static ScanEngine engine(MemoryStore store) {
    return new ScanEngine(settings(), new DirectParser(), Checks.all(), store);
  }

  private static EngineSettings settings() {
    EngineSettings d = EngineSettings.defaults();
    return new EngineSettings(2, d.advisories(), d.suppressions());
  }

  private static String outcome(ScanEngine engine, Map<String, String> files) {
    MemorySnapshot snapshot = new MemorySnapshot();
    List<String> paths = new ArrayList<>(files.keySet());
    paths.forEach(p -> snapshot.file(p, files.get(p)));
    try {
      Report report = engine.scan(snapshot, null, ScanBudget.DEFAULT, p -> {}, new Cancellation());
      return Json.write(report);
    } catch (ScanFailedException e) {
      return e.error().code().name();
    }
  }
}
