package io.mcpscore.cli.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.intake.TransferProgress;
import io.mcpscore.model.Phase;
import io.mcpscore.model.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

  private static final String CLEAR = "\r\u001b[K";

  @Test
  void isRedrawnNowAndThenAndGoneInTheEnd() {
    StringWriter terminal = new StringWriter();
    AtomicLong clock = new AtomicLong();
    ProgressBar bar = new ProgressBar(new PrintWriter(terminal), clock::get);

    bar.fetched(new TransferProgress(1_500_000, 0, 0));
    bar.analysed(new Progress(Phase.PARSING, 40, 1, 9));
    clock.addAndGet(100_000_000);
    bar.analysed(new Progress(Phase.PARSING, 50, 2, 9));
    bar.close();

    assertEquals(
        CLEAR
            + "["
            + "·".repeat(30)
            + "]   0 %  fetching 1.5 MB"
            + CLEAR
            + "["
            + "█".repeat(15)
            + "·".repeat(15)
            + "]  50 %  parsing 2 of 9 files"
            + CLEAR,
        terminal.toString());
  }
}
