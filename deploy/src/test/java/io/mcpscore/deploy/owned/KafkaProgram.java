package io.mcpscore.deploy.owned;

import io.mcpscore.local.LocalKafka;
import java.nio.file.Path;

/** Kafka in a JVM of its own, so that it can be killed; ends with the test that started it. */
public final class KafkaProgram {

  private KafkaProgram() {}

  /** Arguments: directory of the data, port, id of the process to end with. */
  public static void main(String[] arguments) {
    ProcessHandle parent = ProcessHandle.of(Long.parseLong(arguments[2])).orElseThrow();
    new LocalKafka(Path.of(arguments[0]), Integer.parseInt(arguments[1])).start();
    parent.onExit().join();
    Runtime.getRuntime().halt(0);
  }
}
