package io.mcpscore.engine.parser;

import java.time.Duration;

/**
 * Ends this process when its parent has gone. The end of standard input says the same, but is not
 * seen while native code parses; this thread is.
 */
final class ParentWatch implements Runnable {

  private static final Duration INTERVAL = Duration.ofMillis(500);

  private final long parent;

  private ParentWatch(long parent) {
    this.parent = parent;
  }

  static void start(long parent) {
    Thread.ofPlatform().daemon().name("parent-watch").start(new ParentWatch(parent));
  }

  @Override
  public void run() {
    try {
      while (isChildOf(parent)) {
        Thread.sleep(INTERVAL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      Runtime.getRuntime().halt(1);
    }
  }

  /**
   * An orphan has another parent, so a reused process id does not deceive. An unknown parent is no
   * other one: the question needs memory, and a large file may just have taken it all.
   */
  private static boolean isChildOf(long parent) {
    return ProcessHandle.current().parent().map(p -> p.pid() == parent).orElse(true);
  }
}
