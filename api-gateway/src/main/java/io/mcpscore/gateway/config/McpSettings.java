package io.mcpscore.gateway.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The endpoint that agents talk to. */
@ConfigMapping(prefix = "mcpscore.mcp")
public interface McpSettings {

  /**
   * Origins of web pages that may call, such as {@code https://inspector.example}; without any, no
   * page may. Programs send no {@code Origin}.
   */
  Optional<Set<String>> allowedOrigins();

  /**
   * Names, without port, that clients may reach the endpoint by. Without any, whatever the client
   * says will do, except on a gateway that listens on the loopback interface alone: there it has to
   * be a loopback name.
   */
  Optional<Set<String>> allowedHosts();

  /** How long a tool waits at most for the end of a scan; clients give up after 60 s as a rule. */
  @WithDefault("50s")
  Duration maxWait();

  /** How often a waiting tool tells how far the scan is, where the client wants to know. */
  @WithDefault("2s")
  Duration progressEvery();
}
