package io.mcpscore.engine.parser;

import java.util.Arrays;

/** The open nodes of a walk that were left for one of their children: four words each. */
final class SubtreeStack {

  private static final int WORDS = 4;
  private static final int FIRST_SIZE = 1 << 10;

  private long[] words = new long[FIRST_SIZE];
  private int top;

  void push(long first, long second, long third, long fourth) {
    if (top == words.length) {
      words = Arrays.copyOf(words, top + (top >> 1) / WORDS * WORDS);
    }
    words[top] = first;
    words[top + 1] = second;
    words[top + 2] = third;
    words[top + 3] = fourth;
    top += WORDS;
  }

  boolean isEmpty() {
    return top == 0;
  }

  /** Takes away the last four words, which {@link #word} gives until the next push. */
  void pop() {
    top -= WORDS;
  }

  long word(int which) {
    return words[top + which];
  }
}
