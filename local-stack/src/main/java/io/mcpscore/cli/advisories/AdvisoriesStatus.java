package io.mcpscore.cli.advisories;

import io.mcpscore.cli.CliException;
import io.mcpscore.cli.Columns;
import io.mcpscore.cli.ExitCodes;
import io.mcpscore.engine.dependency.AdvisoryIndex;
import io.mcpscore.engine.dependency.AdvisoryReader;
import io.mcpscore.engine.dependency.Ecosystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code advisories status}. */
@Command(
    name = "status",
    description = "Shows how new the advisories are and how many there are.",
    mixinStandardHelpOptions = true)
final class AdvisoriesStatus implements Runnable {

  @Spec private CommandSpec spec;
  @Mixin private DirectoryOption directory;

  @Override
  public void run() {
    Path place = directory.path();
    if (!Files.exists(place)) {
      throw none(place);
    }
    AdvisoryIndex index;
    try {
      index = AdvisoryReader.index(place);
    } catch (IOException e) {
      throw new CliException(
          ExitCodes.FAILED,
          "The advisories in "
              + place
              + " cannot be read: "
              + e.getMessage()
              + "\nTo fetch them anew: ./mcpscore advisories update");
    }
    Columns columns = new Columns("");
    columns.row("PLACE", place.toString());
    columns.row("DATE", index.date());
    int total = 0;
    for (Ecosystem ecosystem : Ecosystem.values()) {
      columns.row(ecosystem.osvName(), Integer.toString(index.count(ecosystem)));
      total += index.count(ecosystem);
    }
    if (total == 0) {
      throw none(place);
    }
    spec.commandLine().getOut().print(columns);
    spec.commandLine().getOut().flush();
  }

  private static CliException none(Path place) {
    return new CliException(
        ExitCodes.FAILED,
        "There are no advisories in " + place + ". To fetch them: ./mcpscore advisories update");
  }
}
