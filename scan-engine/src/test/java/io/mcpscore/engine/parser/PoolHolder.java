package io.mcpscore.engine.parser;

import io.mcpscore.engine.syntax.Language;
import java.time.Duration;

/** A process that is stuck in parsing; prints a line when it is. */
public final class PoolHolder {

  private PoolHolder() {}

  /** Parses a file that takes minutes. */
  public static void main(String[] arguments) {
    ParserPool pool = new ParserPool(1);
    pool.parse(Language.PYTHON, Trees.text("f(x)"), Duration.ofMinutes(1));
    System.out.println("ready");
    pool.parse(Language.JAVASCRIPT, Trees.text("\"".repeat(1_000_000)), Duration.ofMinutes(5));
  }
}
