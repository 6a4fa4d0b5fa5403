package io.mcpscore.gateway.redis;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A Lua script over one key, called by its digest; sent whole only when Redis does not know it. */
public final class RedisScript {

  private final String source;
  private final String digest;

  /**
   * A script.
   *
   * @param source Lua
   */
  public RedisScript(String source) {
    this.source = source;
    this.digest = sha1(source);
  }

  /**
   * Runs the script: one round trip once Redis knows it.
   *
   * @param gate way to Redis
   * @param key its {@code KEYS[1]}
   * @param arguments its {@code ARGV}
   */
  public Uni<Response> run(RedisGate gate, String key, List<String> arguments) {
    return gate.send(request(Command.EVALSHA, digest, key, arguments))
        .onFailure(RedisGate::isUnknownScript)
        .recoverWithUni(() -> gate.send(request(Command.EVAL, source, key, arguments)));
  }

  private static Request request(
      Command command, String script, String key, List<String> arguments) {
    Request request = Request.cmd(command).arg(script).arg(1).arg(key);
    arguments.forEach(request::arg);
    return request;
  }

  // SHA-1 is the protocol's own name for a script; nothing depends on its strength.
  private static String sha1(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
