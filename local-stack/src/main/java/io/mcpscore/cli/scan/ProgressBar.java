package io.mcpscore.cli.scan;

import io.mcpscore.intake.TransferProgress;
import io.mcpscore.model.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** One line on a terminal that is drawn over and over, and gone in the end. */
public final class ProgressBar implements ProgressView {

  private static final int WIDTH = 30;
  private static final long PAUSE = Duration.ofMillis(80).toNanos();
  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter terminal;
  private final LongSupplier nanoTime;
  private long drawn;

  /** A bar on a terminal. */
  public ProgressBar(PrintWriter terminal) {
    this(terminal, System::nanoTime);
  }

  ProgressBar(PrintWriter terminal, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.nanoTime = nanoTime;
    this.drawn = nanoTime.getAsLong() - PAUSE;
  }

  @Override
  public synchronized void fetched(TransferProgress progress) {
    draw(0, String.format(Locale.ROOT, "fetching %.1f MB", progress.bytes() / 1e6));
  }

  @Override
  public synchronized void analysed(Progress progress) {
    String files =
        progress.filesTotal() == 0
            ? ""
            : " " + progress.filesDone() + " of " + progress.filesTotal() + " files";
    draw(progress.percent(), progress.phase().key() + files);
  }

  @Override
  public synchronized void close() {
    terminal.print(CLEAR);
    terminal.flush();
  }

  private void draw(int percent, String what) {
    long now = nanoTime.getAsLong();
    if (now - drawn < PAUSE) {
      return;
    }
    drawn = now;
    int done = percent * WIDTH / 100;
    terminal.printf(
        Locale.ROOT,
        "%s[%s%s] %3d %%  %s",
        CLEAR,
        "█".repeat(done),
        "·".repeat(WIDTH - done),
        percent,
        what);
    terminal.flush();
  }
}
