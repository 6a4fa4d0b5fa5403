package io.mcpscore.worker.queue;

/** The part of this worker in the group that shares the topics. */
@FunctionalInterface
interface Membership {

  /**
   * Leaves the group, so that others get what this worker would have got; waits a little for it.
   */
  void leave();
}
