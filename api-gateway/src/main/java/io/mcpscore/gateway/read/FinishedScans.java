package io.mcpscore.gateway.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mcpscore.gateway.config.ResultSettings;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Ended scans in memory, bounded by their bytes and kept apart by account. */
@Singleton
class FinishedScans {

  private static final int OVERHEAD = 256;

  private final Cache<Key, FinishedScan> memory;

  FinishedScans(ResultSettings settings) {
    this.memory =
        Caffeine.newBuilder()
            .maximumWeight(settings.memoryBytes())
            .<Key, FinishedScan>weigher((key, scan) -> scan.body().length + OVERHEAD)
            .build();
  }

  Optional<FinishedScan> find(long accountId, String scanId) {
    return Optional.ofNullable(memory.getIfPresent(new Key(accountId, scanId)));
  }

  FinishedScan keep(long accountId, String scanId, FinishedScan scan) {
    memory.put(new Key(accountId, scanId), scan);
    return scan;
  }

  private record Key(long accountId, String scanId) {}
}
