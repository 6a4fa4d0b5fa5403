package io.mcpscore.worker.ops;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.HexFormat;

/** What this process calls itself in the rows it claims: its host, its id and a random part. */
@Singleton
public class WorkerName {

  private final String text;

  WorkerName() {
    byte[] random = new byte[4];
    new SecureRandom().nextBytes(random);
    String host = System.getenv().getOrDefault("HOSTNAME", "worker");
    text = host + "-" + ProcessHandle.current().pid() + "-" + HexFormat.of().formatHex(random);
  }

  /** The name. */
  public String text() {
    return text;
  }
}
