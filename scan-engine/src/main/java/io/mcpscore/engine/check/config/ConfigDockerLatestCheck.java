package io.mcpscore.engine.check.config;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Facts;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.image.DockerInstruction;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.model.Severity;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** {@code config-docker-latest}: images built on whatever is newest. */
public final class ConfigDockerLatestCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("config-docker-latest");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (SourceFile file : DockerInstruction.files(context)) {
      Set<String> stages = new HashSet<>();
      for (DockerInstruction i : DockerInstruction.read(file)) {
        if (i.name().equals("FROM")) {
          String image = i.operands().getFirst();
          if (!stages.contains(image.toLowerCase(Locale.ROOT)) && isFloating(image)) {
            findings.report(
                Facts.at(
                    file,
                    i.start(),
                    i.end(),
                    Severity.INFO,
                    image + " is another image from day to day."));
          }
          stages.add(i.operands().getLast().toLowerCase(Locale.ROOT));
        }
      }
    }
  }

  private static boolean isFloating(String image) {
    if (image.equals("scratch") || image.contains("$") || image.contains("@")) {
      return false;
    }
    String last = image.substring(image.lastIndexOf('/') + 1);
    return !last.contains(":") || last.endsWith(":latest");
  }
}
