package io.mcpscore.deploy.owned;

/** A part of the system that a test may end at any moment. */
public interface Victim {

  /** What it is, such as {@code gateway}. */
  String name();

  /** Ends it at once, as a crash does (SIGKILL); returns when it has ended. */
  void kill();

  /** Starts it again on the same ports and data; returns when it answers. */
  void start();
}
