package io.mcpscore.gateway.ops;

import io.mcpscore.gateway.queue.JobPublisher;
import io.mcpscore.gateway.redis.RedisGate;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while the database answers. Redis and Kafka are named, but a gateway without them still
 * serves every request, so their absence must not take it out of service.
 */
@Readiness
@Singleton
public class ServicesCheck implements AsyncHealthCheck {

  private static final Duration BUDGET = Duration.ofSeconds(2);

  private final Pool pool;
  private final RedisGate redis;
  private final JobPublisher kafka;

  ServicesCheck(Pool pool, RedisGate redis, JobPublisher kafka) {
    this.pool = pool;
    this.redis = redis;
    this.kafka = kafka;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return Uni.combine()
        .all()
        .unis(database(), answers(redis.send(Request.cmd(Command.PING))))
        .asTuple()
        .map(
            up ->
                HealthCheckResponse.named("services")
                    .status(up.getItem1())
                    .withData("postgresql", word(up.getItem1()))
                    .withData("redis", word(up.getItem2()))
                    .withData("kafka", word(kafka.isOpen()))
                    .build());
  }

  private Uni<Boolean> database() {
    return answers(pool.query("SELECT 1").execute().ifNoItem().after(BUDGET).fail());
  }

  private static Uni<Boolean> answers(Uni<?> question) {
    return question.map(answer -> true).onFailure().recoverWithItem(false);
  }

  private static String word(boolean up) {
    return up ? "up" : "away";
  }
}
