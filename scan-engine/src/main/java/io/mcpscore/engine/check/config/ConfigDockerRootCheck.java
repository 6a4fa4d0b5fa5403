package io.mcpscore.engine.check.config;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Facts;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.Named;
import io.mcpscore.engine.check.RepositoryCheck;
import io.mcpscore.engine.check.image.DockerInstruction;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.model.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code config-docker-root}: images whose program runs as root. Told once for a repository. */
public final class ConfigDockerRootCheck implements RepositoryCheck {

  private static final CheckInfo INFO = CheckInfoReader.read("config-docker-root");
  private static final Pattern ROOT = Pattern.compile("(?:root|0)(?::.*)?");
  private static final Pattern NO_ROOT_BASE =
      Pattern.compile(".*nonroot.*|.*rootless.*|cgr\\.dev/.*|.*-unprivileged.*");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    SourceFile first = null;
    DockerInstruction at = null;
    List<String> others = new ArrayList<>();
    for (SourceFile file : DockerInstruction.files(context)) {
      DockerInstruction root = root(file);
      if (root != null && first == null) {
        first = file;
        at = root;
      } else if (root != null) {
        others.add(file.path());
      }
    }
    if (first != null) {
      String more = others.isEmpty() ? "" : " So do those of " + Named.few(others) + ".";
      findings.report(
          Facts.at(
              first,
              at.start(),
              at.end(),
              Severity.LOW,
              "The image's program runs as root: what breaks out of the server owns the container."
                  + more));
    }
  }

  /** The instruction that leaves the program of a Dockerfile to root, or null. */
  private static DockerInstruction root(SourceFile file) {
    Map<String, Boolean> rootAfter = new HashMap<>();
    DockerInstruction at = null;
    String stage = "";
    boolean root = true;
    boolean starts = false;
    for (DockerInstruction i : DockerInstruction.read(file)) {
      switch (i.name()) {
        case "FROM" -> {
          rootAfter.put(stage, root);
          String base = i.operands().getFirst().toLowerCase(Locale.ROOT);
          root = rootAfter.getOrDefault(base, !NO_ROOT_BASE.matcher(base).matches());
          stage = i.operands().getLast().toLowerCase(Locale.ROOT);
          at = i;
          starts = false;
        }
        case "USER" -> {
          root = ROOT.matcher(i.operands().getFirst().toLowerCase(Locale.ROOT)).matches();
          at = root ? i : at;
        }
        case "ENTRYPOINT", "CMD" -> starts = true;
        default -> {}
      }
    }
    return root && starts ? at : null;
  }
}
