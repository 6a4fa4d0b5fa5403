package io.mcpscore.engine.check.config;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Facts;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.client.ClientServer;
import io.mcpscore.engine.check.client.ClientServers;
import io.mcpscore.engine.format.Member;
import io.mcpscore.model.Severity;
import java.util.regex.Pattern;

/** {@code config-client-broad-root}: servers that are given all files of a machine or a person. */
public final class ConfigClientBroadRootCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("config-client-broad-root");
  private static final Pattern EVERYTHING =
      Pattern.compile(
          "/|~/?|\\$HOME/?|\\$\\{(?:env:)?HOME}/?|\\$\\{userHome}/?|/home/?|/Users/?|/root/?|/etc/?|[A-Za-z]:[\\\\/]{0,2}|%USERPROFILE%[\\\\/]?");
  private static final Pattern MOUNT =
      Pattern.compile(
          "(?:/|~/?|\\$HOME/?|\\$\\{HOME}/?):/[^:]{0,200}(?::rw)?|type=bind,(?:.{0,200},)?(?:src|source)=(?:/|~/?|\\$HOME/?),.{0,200}");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (ClientServer server : ClientServers.of(context)) {
      boolean files =
          server.command().stream().anyMatch(w -> w.value().contains("filesystem"))
              || server.name().contains("filesystem");
      boolean docker =
          server.command().stream()
              .anyMatch(w -> w.value().equals("docker") || w.value().equals("podman"));
      for (Member word : server.command()) {
        boolean broad =
            (files && EVERYTHING.matcher(word.value()).matches())
                || (docker && MOUNT.matcher(word.value()).matches());
        if (broad) {
          findings.report(
              Facts.at(
                  server.file(),
                  word,
                  Severity.MEDIUM,
                  server.name()
                      + " is given "
                      + word.value()
                      + ", keys and tokens of other programs included."));
        }
      }
    }
  }
}
