package io.mcpscore.engine.check.config;

import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.CheckInfo;
import io.mcpscore.engine.check.CheckInfoReader;
import io.mcpscore.engine.check.Facts;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.model.Severity;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code config-docker-root}: images whose program runs as root. */
public final class ConfigDockerRootCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("config-docker-root");
  private static final Pattern ROOT = Pattern.compile("(?:root|0)(?::.*)?");
  private static final Pattern NO_ROOT_BASE = Pattern.compile(".*nonroot.*|.*rootless.*|cgr\\.dev/.*|.*-unprivileged.*");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (SourceFile file : DockerInstruction.files(context)) {
      look(file, findings);
    }
  }

  private static void look(SourceFile file, FindingSink findings) {
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
    if (root && starts && at != null) {
      findings.report(
          Facts.at(
              file,
              at.start(),
              at.end(),
              Severity.LOW,
              "The image's program runs as root: what breaks out of the server owns the container."));
    }
  }
}
