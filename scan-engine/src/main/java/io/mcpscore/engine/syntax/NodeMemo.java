package io.mcpscore.engine.syntax;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;

/**
 * What was worked out for the nodes of one tree. Several threads may ask at once: the same answer
 * may then be worked out twice, and one of the two is kept.
 *
 * @param <T> the answers, which must not change
 */
public final class NodeMemo<T> {

  private final int size;

  /** Made on the first question: of most files nothing is asked. */
  private volatile AtomicReferenceArray<T> known;

  /** An empty memo for nodes 0 to {@code size - 1}. */
  public NodeMemo(int size) {
    this.size = size;
  }

  /**
   * The answer for a node.
   *
   * @param make works it out, never null; it may ask the memo about other nodes
   */
  public T get(int node, IntFunction<? extends T> make) {
    AtomicReferenceArray<T> answers = answers();
    T answer = answers.getAcquire(node);
    if (answer == null) {
      answer = make.apply(node);
      answers.setRelease(node, answer);
    }
    return answer;
  }

  private AtomicReferenceArray<T> answers() {
    AtomicReferenceArray<T> answers = known;
    if (answers == null) {
      synchronized (this) {
        answers = known;
        if (answers == null) {
          answers = new AtomicReferenceArray<>(size);
          known = answers;
        }
      }
    }
    return answers;
  }
}
