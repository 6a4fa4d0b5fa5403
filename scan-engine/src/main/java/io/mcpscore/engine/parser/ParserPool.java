package io.mcpscore.engine.parser;

import io.mcpscore.engine.source.SourceText;
import io.mcpscore.engine.syntax.Language;
import io.mcpscore.engine.syntax.SourceParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Parses in processes of their own, so that no file can harm the caller.
 *
 * <p>Each process has an address-space limit and each file a time limit; a file that breaks one, or
 * crashes the parser, is given up, and the next file gets a new process. Processes die with this
 * one, however it ends. The pool may serve several scans at once: a file harms only itself.
 *
 * <p>Call {@link #parse} from as many threads as there are processes.
 */
public final class ParserPool implements SourceParser {

  /** Three files before this one of the same scan broke the parser, see {@link ScanParser}. */
  public static final String GIVEN_UP = "parser-given-up";

  /** The parser process died for no known reason. */
  public static final String CRASH = "parse-crash";

  /** The file took longer than its limit. */
  public static final String TIMEOUT = "parse-timeout";

  /** The file needed more memory than a parser process may take. */
  public static final String MEMORY = "parse-memory";

  /** The tree of the file, or all trees of the scan together, would be too large. */
  public static final String TOO_MANY_NODES = "parse-too-many-nodes";

  /**
   * Real files of 1 MB need up to 45 MB; hostile ones grow without bound, and the less they may,
   * the sooner they end.
   */
  private static final long MEMORY_BYTES = 256L << 20;

  private static final Duration START_LIMIT = Duration.ofSeconds(30);

  private final ParserCommand command;
  private final int size;
  private final Semaphore permits;
  private final Set<ParserProcess> processes = ConcurrentHashMap.newKeySet();
  private final Deque<ParserProcess> idle = new ConcurrentLinkedDeque<>();
  private final ScheduledThreadPoolExecutor timer;
  private volatile boolean closed;

  /**
   * Makes a pool; processes start when first needed, see {@link #warmUp}.
   *
   * @param size the most processes at a time
   */
  public ParserPool(int size) {
    this(size, MEMORY_BYTES, NativeParser.MAX_NODES);
  }

  ParserPool(int size, long memory, int maxNodes) {
    this.command = new ParserCommand(memory, maxNodes);
    this.size = size;
    this.permits = new Semaphore(size, true);
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("parse-timer").factory());
    timer.setRemoveOnCancelPolicy(true);
    timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
  }

  /** The most processes at a time. */
  public int size() {
    return size;
  }

  /**
   * Starts the processes that are missing in the background, so that the first files need not wait.
   */
  public void warmUp() {
    int free = permits.drainPermits();
    int missing = free - idle.size();
    permits.release(free - Math.max(missing, 0));
    for (int i = 0; i < missing; i++) {
      Thread.ofVirtual().name("parser-start").start(this::startOne);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException when no parser process can be started
   * @throws IllegalStateException when the pool is closed
   */
  @Override
  public ParseOutcome parse(Language language, SourceText text, Duration limit) {
    permits.acquireUninterruptibly();
    try {
      ParserProcess process = borrow();
      try {
        return process.parse(language, text, limit, timer);
      } finally {
        giveBack(process);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      permits.release();
    }
  }

  /** Ends every process, also those that parse just now; their files are given up. */
  @Override
  public void close() {
    closed = true;
    processes.forEach(ParserProcess::close);
    timer.shutdownNow();
  }

  /** Starts a process with a permit that this gives back. */
  private void startOne() {
    try {
      giveBack(start());
    } catch (IOException | IllegalStateException e) {
      // Not lost: the first file meets the same cause, in a thread that can report it.
      return;
    } finally {
      permits.release();
    }
  }

  private ParserProcess borrow() throws IOException {
    ParserProcess process = idle.poll();
    while (process != null && !process.isUsable()) {
      discard(process);
      process = idle.poll();
    }
    return process != null ? process : start();
  }

  private ParserProcess start() throws IOException {
    if (closed) {
      throw new IllegalStateException("parser pool is closed");
    }
    ParserProcess process = new ParserProcess(command, START_LIMIT, timer);
    processes.add(process);
    return process;
  }

  private void giveBack(ParserProcess process) {
    if (process.isUsable() && !closed) {
      idle.push(process);
    } else {
      discard(process);
    }
  }

  private void discard(ParserProcess process) {
    processes.remove(process);
    process.close();
  }
}
