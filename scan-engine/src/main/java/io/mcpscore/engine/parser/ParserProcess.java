package io.mcpscore.engine.parser;

import io.mcpscore.engine.source.SourceText;
import io.mcpscore.engine.syntax.Language;
import io.mcpscore.engine.syntax.SourceParser.ParseOutcome;
import io.mcpscore.engine.syntax.Vocabulary;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Pattern;

/**
 * One parser process, used by one thread at a time. After a timeout, a crash or a broken answer it
 * is dead, and another must be started.
 */
final class ParserProcess implements AutoCloseable {

  private static final int LAST_WORDS_BYTES = 1 << 14;

  private static final Pattern OUT_OF_MEMORY =
      Pattern.compile("failed to (re)?allocate|insufficient memory|OutOfMemoryError");

  private final Process process;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final Map<Language, Vocabulary> vocabularies = new EnumMap<>(Language.class);
  private boolean usable = true;

  /**
   * Starts a process and waits until it is ready.
   *
   * @param limit time after which the start has failed
   * @throws IOException when it does not start
   */
  ParserProcess(ParserCommand command, Duration limit, ScheduledExecutorService timer)
      throws IOException {
    process = command.start();
    in = new DataInputStream(process.getInputStream());
    out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
    try (KillTimer ignored = new KillTimer(process, limit, timer)) {
      readHello();
    } finally {
      if (vocabularies.size() < Language.values().length) {
        close();
      }
    }
  }

  private void readHello() throws IOException {
    try {
      if (in.readInt() != Wire.READY) {
        throw new IOException("no parser");
      }
      for (Language language : Language.values()) {
        vocabularies.put(language, Wire.readVocabulary(in));
      }
    } catch (IOException e) {
      throw new IOException("parser process did not start: " + lastWords(), e);
    }
  }

  ParseOutcome parse(
      Language language, SourceText text, Duration limit, ScheduledExecutorService timer) {
    usable = false;
    KillTimer kill = new KillTimer(process, limit, timer);
    try (kill) {
      Wire.writeRequest(out, language, text.bytes());
      ParseOutcome outcome = answer(language, text);
      usable = in.readBoolean();
      return outcome;
    } catch (IOException e) {
      boolean memory = e instanceof NoAnswer noAnswer && noAnswer.outOfMemory;
      String death = memory ? ParserPool.MEMORY : ParserPool.CRASH;
      return new ParseOutcome.GivenUp(kill.fired() ? ParserPool.TIMEOUT : death);
    }
  }

  /** Whether another file may be parsed. */
  boolean isUsable() {
    return usable && process.isAlive();
  }

  private ParseOutcome answer(Language language, SourceText text) throws IOException {
    int status = in.read();
    return switch (status) {
      case Wire.PARSED -> {
        Vocabulary vocabulary = vocabularies.get(language);
        FlatTree tree = Wire.readTree(in, text.bytes().length, vocabulary);
        yield new ParseOutcome.Parsed(tree.of(language, text, vocabulary));
      }
      case Wire.TOO_MANY_NODES -> new ParseOutcome.GivenUp(ParserPool.TOO_MANY_NODES);
      case Wire.OUT_OF_MEMORY -> new ParseOutcome.GivenUp(ParserPool.MEMORY);
      default -> throw new NoAnswer(OUT_OF_MEMORY.matcher(lastWords()).find());
    };
  }

  /**
   * What a dying process said: tree-sitter on the error stream before it aborts, the JVM on
   * standard output. Waits for its end, or for the kill timer.
   */
  private String lastWords() throws IOException {
    byte[] output = in.readNBytes(LAST_WORDS_BYTES);
    byte[] errors = process.getErrorStream().readNBytes(LAST_WORDS_BYTES);
    return new String(output, StandardCharsets.UTF_8) + new String(errors, StandardCharsets.UTF_8);
  }

  /** Kills the process and waits for its end. */
  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** The process ended, or went astray, instead of answering. */
  private static final class NoAnswer extends IOException {

    private static final long serialVersionUID = 1;

    private final boolean outOfMemory;

    NoAnswer(boolean outOfMemory) {
      this.outOfMemory = outOfMemory;
    }
  }
}
