package io.mcpscore.cli.advisories;

import io.mcpscore.cli.CliException;
import io.mcpscore.cli.ExitCodes;
import io.mcpscore.engine.dependency.AdvisoryIndex;
import io.mcpscore.engine.dependency.Ecosystem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code advisories update}: the only command that fetches data from elsewhere. */
@Command(
    name = "update",
    description = "Fetches the advisories of npm and PyPI and makes them ready for scans.",
    mixinStandardHelpOptions = true)
final class UpdateAdvisories implements Runnable {

  private static final String TERMINAL = "mcpscore.terminal";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long EVERY = 1_000_000;

  @Spec private CommandSpec spec;
  @Mixin private DirectoryOption directory;

  @Option(
      names = "--from",
      paramLabel = "URL|DIR",
      defaultValue = "https://osv-vulnerabilities.storage.googleapis.com",
      description =
          "Where <ecosystem>/all.zip is, such as npm/all.zip: a web server, or a directory with"
              + " files that were fetched elsewhere. Default: ${DEFAULT-VALUE}.")
  private String from;

  @Override
  public void run() {
    Path place = directory.path();
    AdvisorySource source = source();
    AdvisoryIndex index;
    try (AdvisoryStore store = AdvisoryStore.open(place)) {
      for (Ecosystem ecosystem : Ecosystem.values()) {
        fetch(source, ecosystem, store);
      }
      index = store.commit();
    } catch (IOException e) {
      throw new CliException(
          ExitCodes.FAILED,
          "The advisories cannot be kept in "
              + place
              + ": "
              + reason(e)
              + "\nNothing was changed. Make room or name another directory with --dir.");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "Advisories of "
            + index.date()
            + " are in "
            + place
            + ": "
            + index.count(Ecosystem.NPM)
            + " of npm, "
            + index.count(Ecosystem.PYPI)
            + " of PyPI.");
    out.flush();
  }

  private AdvisorySource source() {
    if (from.matches("(?i)https?://.+")) {
      return new AdvisoryDownload(from.replaceFirst("/+$", ""), PATIENCE);
    }
    Path place = Path.of(from).toAbsolutePath();
    if (!Files.isDirectory(place)) {
      throw new ParameterException(
          spec.commandLine(), "--from: " + from + " is neither a web address nor a directory");
    }
    return new AdvisorySource.Directory(place);
  }

  private void fetch(AdvisorySource source, Ecosystem ecosystem, AdvisoryStore store)
      throws IOException {
    Path part = store.part(ecosystem);
    try {
      source.copy(ecosystem, part, progress(ecosystem));
    } catch (IOException | IllegalArgumentException e) {
      throw new CliException(ExitCodes.FAILED, notFetched(source, ecosystem, e));
    }
    say(ecosystem.osvName() + ": " + megabytes(Files.size(part)) + ", reading it", true);
    try {
      store.read(ecosystem);
    } catch (IOException e) {
      throw new CliException(
          ExitCodes.FAILED,
          source.of(ecosystem)
              + " holds no advisories: "
              + reason(e)
              + "\nNothing was changed. Try again, or check --from.");
    }
  }

  private String notFetched(AdvisorySource source, Ecosystem ecosystem, Exception e) {
    String first =
        source.of(ecosystem) + " cannot be fetched: " + reason(e) + "\nNothing was changed. ";
    if (source instanceof AdvisorySource.Directory) {
      return first + "The directory must hold npm/all.zip and PyPI/all.zip.";
    }
    return first
        + "Try again, check --from, or, on a machine without this network, fetch\n  "
        + source.of(Ecosystem.NPM)
        + "\n  "
        + source.of(Ecosystem.PYPI)
        + "\nelsewhere into DIR/npm/all.zip and DIR/PyPI/all.zip, and run:"
        + " ./mcpscore advisories update --from DIR";
  }

  private static String reason(Exception e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }

  private LongConsumer progress(Ecosystem ecosystem) {
    long[] shown = new long[1];
    return bytes -> {
      if (bytes - shown[0] >= EVERY) {
        shown[0] = bytes;
        say(ecosystem.osvName() + ": " + megabytes(bytes), false);
      }
    };
  }

  /** On a terminal one line is drawn over and over; elsewhere only what stays is written. */
  private void say(String text, boolean stays) {
    PrintWriter err = spec.commandLine().getErr();
    boolean terminal = Boolean.getBoolean(TERMINAL);
    if (terminal) {
      err.print("\r\u001b[K" + text + (stays ? "\n" : ""));
    } else if (stays) {
      err.println(text);
    }
    err.flush();
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
