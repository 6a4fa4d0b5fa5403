package io.mcpscore.worker.store;

import io.mcpscore.engine.cache.ResultStore;
import io.mcpscore.worker.config.EngineOptions;
import io.mcpscore.worker.ops.ScanMetrics;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the store out of the settings. */
@Singleton
public class StoreBeans {

  /** What earlier scans of all workers left. */
  @Produces
  @Singleton
  ResultStore results(Pool pool, EngineOptions options, ScanMetrics metrics) {
    return options.cacheBytes() > 0
        ? new PartResults(pool, options.cacheBytes(), metrics, System::nanoTime)
        : ResultStore.NONE;
  }
}
