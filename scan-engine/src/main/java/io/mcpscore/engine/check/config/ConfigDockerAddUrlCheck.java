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

/** {@code config-docker-add-url}: files that an image takes from a URL unchecked. */
public final class ConfigDockerAddUrlCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("config-docker-add-url");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (SourceFile file : DockerInstruction.files(context)) {
      for (DockerInstruction i : DockerInstruction.read(file)) {
        String source = i.operands().getFirst();
        boolean open = source.startsWith("http://");
        if (i.name().equals("ADD")
            && (open || source.startsWith("https://"))
            && !i.text().contains("--checksum=")) {
          findings.report(
              Facts.at(
                  file,
                  i.start(),
                  i.end(),
                  open ? Severity.MEDIUM : Severity.LOW,
                  "The image takes a file from a URL without comparing its checksum."));
        }
      }
    }
  }
}
