package io.mcpscore.gateway.redis;

/** Redis did not answer in time; the caller has another way. */
public final class RedisUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RedisUnavailableException(Throwable cause) {
    super("redis is away", cause, false, false);
  }
}
