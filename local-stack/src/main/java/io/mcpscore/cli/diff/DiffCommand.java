package io.mcpscore.cli.diff;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.mcpscore.cli.CliException;
import io.mcpscore.cli.ExitCodes;
import io.mcpscore.model.Json;
import io.mcpscore.report.ScanResult;
import io.mcpscore.report.diff.ScanDiff;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code diff BEFORE AFTER}. */
@Command(
    name = "diff",
    description =
        "Tells what changed from one result to another, both as scan --format json writes.",
    mixinStandardHelpOptions = true,
    footer = "Exit codes: 0 compared; 1 a rug pull with --fail-on-rug-pull; 2 wrong use.")
public final class DiffCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "BEFORE", description = "Earlier result, a JSON file.")
  private Path before;

  @Parameters(index = "1", paramLabel = "AFTER", description = "Later result, a JSON file.")
  private Path after;

  @Option(names = "--json", description = "The answer of the API in the place of a summary.")
  private boolean json;

  @Option(
      names = "--fail-on-rug-pull",
      description = "Exit 1 when a tool or prompt says or does something else than before.")
  private boolean failOnRugPull;

  @Override
  public Integer call() {
    ScanDiff diff = ScanDiff.between(read(before), read(after));
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? diff.json() : DiffSummary.render(diff));
    out.flush();
    return failOnRugPull && !diff.rugPull().isEmpty() ? ExitCodes.FAILED : ExitCodes.OK;
  }

  private static ScanResult read(Path file) {
    try {
      return ScanResult.of(Json.mapper().readTree(Files.readString(file)));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new CliException(
          ExitCodes.FAILED, file + " is no result; ./mcpscore scan --format json writes one");
    } catch (IOException e) {
      throw new CliException(ExitCodes.FAILED, file + " cannot be read");
    }
  }
}
