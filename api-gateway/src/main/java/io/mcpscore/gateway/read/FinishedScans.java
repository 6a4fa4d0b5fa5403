package io.mcpscore.gateway.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mcpscore.gateway.config.ResultSettings;
import io.mcpscore.gateway.http.Tagged;
import io.mcpscore.model.ScanStatus;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Complete scans in memory, and what was made of them; bounded by their bytes and kept apart by
 * account. A failed scan is not kept, because an operator may have it tried again.
 */
@Singleton
class FinishedScans {

  private static final int OVERHEAD = 256;

  private final Cache<Key, Tagged> memory;

  FinishedScans(ResultSettings settings) {
    this.memory =
        Caffeine.newBuilder()
            .maximumWeight(settings.memoryBytes())
            .<Key, Tagged>weigher((key, kept) -> kept.body().length + OVERHEAD)
            .build();
  }

  Optional<FinishedScan> find(long accountId, String scanId) {
    return find(accountId, scanId, ScanStatus.COMPLETE.key())
        .map(answer -> new FinishedScan(answer, true));
  }

  FinishedScan keep(long accountId, String scanId, FinishedScan scan) {
    if (scan.complete()) {
      keep(accountId, scanId, ScanStatus.COMPLETE.key(), scan.answer());
    }
    return scan;
  }

  /**
   * What was made of a scan.
   *
   * @param form which of the things that can be made
   */
  Optional<Tagged> find(long accountId, String scanId, String form) {
    return Optional.ofNullable(memory.getIfPresent(new Key(accountId, scanId, form)));
  }

  Tagged keep(long accountId, String scanId, String form, Tagged made) {
    memory.put(new Key(accountId, scanId, form), made);
    return made;
  }

  private record Key(long accountId, String scanId, String form) {}
}
