package io.mcpscore.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Where the libraries in this process log to: never the terminal, which is the user's. */
public final class Logs {

  private static final String FORMAT = "java.util.logging.SimpleFormatter.format";

  private Logs() {}

  /** Drops all of it. */
  static void toNowhere() {
    LogManager.getLogManager().reset();
  }

  /** Appends warnings and worse to a file. */
  public static void to(Path file) {
    System.setProperty(FORMAT, "%1$tFT%1$tT %4$s [%3$s] %5$s%6$s%n");
    try {
      Handler handler = new FileHandler(file.toString(), true);
      handler.setFormatter(new SimpleFormatter());
      handler.setLevel(Level.WARNING);
      Logger.getLogger("").addHandler(handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
