package io.mcpscore.engine;

import io.mcpscore.model.ScanFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Runs the parts of a scan so that a part that breaks costs itself and not the scan, and remembers
 * which parts broke, for the coverage. Used by one thread.
 *
 * <p>A stack that overflowed belongs to the part that was running, as an exception does. An {@link
 * OutOfMemoryError} is not taken: the memory is shared with all other scans of the process, any of
 * which may have missed it, and what fills it is not gone with the part that asked last. The caller
 * of the scan ends it.
 */
public final class Faults {

  /** What stands in the reason of everything that broke. */
  static final String REASON = "ended by an internal error";

  /** Why files were skipped whose reading broke. */
  public static final String SKIPPED = "internal-error";

  private static final int MOST = 50;

  private final List<String> sentences = new ArrayList<>();
  private final List<String> files = new ArrayList<>();
  private int more;

  /** How a part ended, without the message of the error: it may quote the repository. */
  public static String reason(Throwable fault) {
    return REASON + ": " + fault.getClass().getSimpleName();
  }

  /**
   * Runs a part.
   *
   * @param what the part, as the beginning of a sentence
   * @return what it gives, or empty when it broke
   * @throws ScanFailedException when the scan as a whole has to end
   */
  public <T> Optional<T> attempt(String what, Supplier<T> part) {
    try {
      return Optional.of(part.get());
    } catch (ScanFailedException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      note(what + ": left out, " + reason(e) + ".");
      return Optional.empty();
    }
  }

  /** Runs a part that gives nothing. */
  public void run(String what, Runnable part) {
    attempt(
        what,
        () -> {
          part.run();
          return what;
        });
  }

  /**
   * Runs the reading of one file, which is skipped when that breaks.
   *
   * @param path of the file
   */
  public <T> Optional<T> attemptFile(String path, Supplier<T> part) {
    int before = sentences.size() + more;
    Optional<T> out = attempt("The file " + path, part);
    if (sentences.size() + more > before && !files.contains(path)) {
      files.add(path);
    }
    return out;
  }

  /** Takes over what broke in a part that had faults of its own. */
  public void add(Faults part) {
    part.sentences.forEach(this::note);
    more += part.more;
    part.files.stream().filter(f -> !files.contains(f)).forEach(files::add);
  }

  /** Whether nothing broke. */
  public boolean isEmpty() {
    return sentences.isEmpty() && more == 0 && files.isEmpty();
  }

  /** Files that were skipped, in the order in which that happened. */
  public List<String> files() {
    return List.copyOf(files);
  }

  /** What was left out, as sentences. */
  public List<String> sentences() {
    List<String> out = new ArrayList<>(sentences);
    if (more > 0) {
      out.add(more + " further parts were left out: ended by internal errors.");
    }
    return out;
  }

  private void note(String sentence) {
    if (sentences.contains(sentence)) {
      return;
    }
    if (sentences.size() < MOST) {
      sentences.add(sentence);
    } else {
      more++;
    }
  }
}
