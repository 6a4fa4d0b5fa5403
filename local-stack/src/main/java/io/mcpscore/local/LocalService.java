package io.mcpscore.local;

/**
 * A real server that can be stopped and started again on the same port with the data kept. Each
 * method returns when the change has happened, and waits while another thread makes one.
 */
public interface LocalService extends AutoCloseable {

  /** Name for people, such as {@code PostgreSQL}. */
  String name();

  /**
   * Starts the server and waits until it answers; does nothing when it runs.
   *
   * @throws LocalServiceException when it does not come up
   */
  void start();

  /** Whether the server was started and has not ended since, by itself or otherwise. */
  boolean isRunning();

  /** Stops the server in order; does nothing when it does not run. */
  void stop();

  /** Ends the server at once, as a crash would, where it is a process of its own. */
  void kill();

  @Override
  default void close() {
    stop();
  }
}
