package io.mcpscore.engine.parser;

import io.mcpscore.engine.syntax.SourceParser.ParseOutcome;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * Outcomes that arrive in any order and are settled in the order of the files. The limits of a scan
 * are applied while settling, so they always strike at the same file.
 */
final class OrderedOutcomes {

  private static final Set<String> BROKEN =
      Set.of(ParserPool.CRASH, ParserPool.TIMEOUT, ParserPool.MEMORY);

  private final ParseOutcome[] outcomes;
  private final IntConsumer filesDone;
  private int done;
  private int settled;
  private int broken;
  private long nodes;
  private volatile String overBecause;

  OrderedOutcomes(int files, IntConsumer filesDone) {
    this.outcomes = new ParseOutcome[files];
    this.filesDone = filesDone;
  }

  /** Whether every file that is not settled yet will be given up. */
  boolean isOver() {
    return overBecause != null;
  }

  synchronized void put(int file, ParseOutcome outcome) {
    outcomes[file] = outcome;
    while (settled < outcomes.length && outcomes[settled] != null) {
      outcomes[settled] = settle(outcomes[settled]);
      settled++;
    }
    filesDone.accept(++done);
  }

  /** The outcomes, once all are there. */
  synchronized List<ParseOutcome> list() {
    return List.copyOf(Arrays.asList(outcomes));
  }

  private ParseOutcome settle(ParseOutcome outcome) {
    if (overBecause != null) {
      return new ParseOutcome.GivenUp(overBecause);
    }
    return switch (outcome) {
      case ParseOutcome.GivenUp(String reason) -> {
        if (BROKEN.contains(reason) && ++broken == ScanParser.MAX_BROKEN) {
          overBecause = ParserPool.GIVEN_UP;
        }
        yield outcome;
      }
      case ParseOutcome.Parsed(var tree) -> {
        nodes += tree.size();
        if (nodes > ScanParser.MAX_NODES) {
          overBecause = ParserPool.TOO_MANY_NODES;
          yield new ParseOutcome.GivenUp(overBecause);
        }
        yield outcome;
      }
    };
  }
}
