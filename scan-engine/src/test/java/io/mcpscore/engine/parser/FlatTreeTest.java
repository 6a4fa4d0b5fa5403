package io.mcpscore.engine.parser;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mcpscore.engine.syntax.Vocabulary;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlatTreeTest {

  private static final Vocabulary VOCABULARY =
      new Vocabulary(
          new String[] {"end", "a"}, new boolean[] {false, true}, new String[] {"", "f"});

  @Test
  void derivesParentsFromTheNesting() throws IOException {
    int[] zeros = new int[6];

    FlatTree tree =
        FlatTree.checked(zeros, zeros, zeros, new int[] {6, 4, 3, 4, 6, 6}, 0, VOCABULARY);

    assertArrayEquals(new int[] {-1, 0, 1, 1, 0, 4}, tree.parents());
  }

  @ParameterizedTest
  @CsvSource({
    // node 1 of three: kind and field, start, end, end of subtree
    "2, 0, 0, 2", // unknown symbol
    "131073, 0, 0, 2", // unknown field
    "1, -1, 0, 2",
    "1, 5, 4, 2",
    "1, 0, 6, 2",
    "1, 0, 0, 1", // its own subtree does not hold it
    "1, 0, 0, 0",
    "1, 0, 0, -7",
    "1, 0, 0, 4", // longer than its parent
  })
  void refusesNumbersThatAreNoTree(int kindAndField, int start, int end, int subtreeEnd) {
    assertThrows(
        IOException.class,
        () ->
            FlatTree.checked(
                new int[] {1, kindAndField, 1},
                new int[] {0, start, 0},
                new int[] {5, end, 5},
                new int[] {3, subtreeEnd, 3},
                5,
                VOCABULARY));
  }

  @Test
  void refusesARootThatDoesNotHoldEverything() {
    int[] zeros = new int[2];

    assertThrows(
        IOException.class,
        () -> FlatTree.checked(zeros, zeros, zeros, new int[] {1, 2}, 0, VOCABULARY));
  }
}
