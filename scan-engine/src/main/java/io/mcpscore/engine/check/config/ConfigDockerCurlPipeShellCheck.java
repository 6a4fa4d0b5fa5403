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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code config-docker-curl-pipe-shell}: builds that run what a URL answers. */
public final class ConfigDockerCurlPipeShellCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("config-docker-curl-pipe-shell");
  private static final Pattern PIPED =
      Pattern.compile(
          "\\b(?:curl|wget)\\b([^|;&]{0,400})\\|\\s{0,9}(?:sudo\\s+(?:-\\w+\\s+)?)?(?:env\\s+\\S{1,80}\\s+)?(?:/(?:usr/)?bin/)?(?:ba|z|da)?sh\\b");
  private static final Pattern SUBSTITUTED =
      Pattern.compile(
          "\\b(?:ba|z|da)?sh\\s+-c\\s+[\"']?\\$\\(\\s*(?:curl|wget)\\b([^)]{0,400})\\)");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (SourceFile file : DockerInstruction.files(context)) {
      for (DockerInstruction i : DockerInstruction.read(file)) {
        Matcher piped = PIPED.matcher(i.text());
        Matcher substituted = SUBSTITUTED.matcher(i.text());
        if (i.name().equals("RUN") && (piped.find() || substituted.find(0))) {
          boolean open = i.text().contains("http://");
          findings.report(
              Facts.at(
                  file,
                  i.start(),
                  i.end(),
                  open ? Severity.MEDIUM : Severity.LOW,
                  "The build runs whatever "
                      + (open
                          ? "answers on an open connection."
                          : "the address answers on that day.")));
        }
      }
    }
  }
}
