package io.mcpscore.gateway.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.mcpscore.gateway.redis.RedisGate;
import io.mcpscore.model.Channels;
import io.mcpscore.model.Json;
import io.mcpscore.model.Progress;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The last progress that a worker told. */
@Singleton
class ProgressReader {

  private final RedisGate redis;

  ProgressReader(RedisGate redis) {
    this.redis = redis;
  }

  /** Progress of a scan; empty when none was told, or when Redis is away. */
  Uni<Optional<Progress>> last(String scanId) {
    return redis
        .send(Request.cmd(Command.GET).arg(Channels.progress(scanId)))
        .map(value -> value == null ? Optional.<Progress>empty() : read(value.toString()))
        .onFailure()
        .recoverWithItem(Optional.empty());
  }

  /**
   * Progress of many scans at once.
   *
   * @param scanIds at least one
   * @return by id, without scans of which none was told; empty when Redis is away
   */
  Uni<Map<String, Progress>> last(List<String> scanIds) {
    Request request = Request.cmd(Command.MGET);
    scanIds.forEach(id -> request.arg(Channels.progress(id)));
    return redis
        .send(request)
        .map(values -> byScan(scanIds, values))
        .onFailure()
        .recoverWithItem(Map.of());
  }

  private static Map<String, Progress> byScan(List<String> scanIds, Response values) {
    Map<String, Progress> told = new HashMap<>();
    for (int i = 0; i < scanIds.size(); i++) {
      String id = scanIds.get(i);
      Response value = values.get(i);
      if (value != null) {
        read(value.toString()).ifPresent(progress -> told.put(id, progress));
      }
    }
    return told;
  }

  /** Progress as a worker wrote it; empty for the word that ends a scan. */
  static Optional<Progress> read(String json) {
    try {
      return Optional.of(Json.mapper().readValue(json, Progress.class));
    } catch (JsonProcessingException e) {
      // The word that ends a scan is no progress.
      return Optional.empty();
    }
  }
}
