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

/** {@code config-docker-secret}: secrets that stay in the layers of an image. */
public final class ConfigDockerSecretCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("config-docker-secret");
  private static final Pattern ASSIGNMENT =
      Pattern.compile(
          "([A-Za-z_][A-Za-z0-9_]{0,100})(?:=|\\s)(?:\"([^\"]{1,500})\"|'([^']{1,500})'|([^\\s\"']{1,500}))");
  private static final Pattern BUILD_ARGUMENT =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_]{0,100})\\s*=?\\s*");
  private static final Pattern ENVIRONMENT_FILE =
      Pattern.compile("(?:\\./)?(?:[\\w.-]+/)*\\.env(?:\\.(?:local|prod|production))?");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (SourceFile file : DockerInstruction.files(context)) {
      for (DockerInstruction i : DockerInstruction.read(file)) {
        switch (i.name()) {
          case "ENV", "ARG" -> variables(file, i, findings);
          case "COPY", "ADD" -> copies(file, i, findings);
          default -> {}
        }
      }
    }
  }

  private static void variables(SourceFile file, DockerInstruction i, FindingSink findings) {
    Matcher assignment = ASSIGNMENT.matcher(i.text());
    while (assignment.find()) {
      String value = value(assignment);
      if (SecretWords.isSecretName(assignment.group(1)) && SecretWords.isLiteral(value)) {
        findings.report(
            Facts.secret(
                file,
                i.start(),
                i.end(),
                value,
                Severity.MEDIUM,
                assignment.group(1)
                    + " is written into the image, where everybody who can pull it can read it."));
        return;
      }
    }
    Matcher argument = BUILD_ARGUMENT.matcher(i.text());
    if (i.name().equals("ARG")
        && argument.matches()
        && SecretWords.isSecretName(argument.group(1))) {
      findings.report(
          Facts.at(
              file,
              i.start(),
              i.end(),
              Severity.LOW,
              "The build argument "
                  + argument.group(1)
                  + " stays readable in the history of the image."));
    }
  }

  private static String value(Matcher assignment) {
    for (int group = 2; group <= 3; group++) {
      if (assignment.group(group) != null) {
        return assignment.group(group);
      }
    }
    return assignment.group(4);
  }

  private static void copies(SourceFile file, DockerInstruction i, FindingSink findings) {
    var operands = i.operands();
    boolean fromStage = i.text().contains("--from=");
    boolean secret =
        operands.subList(0, Math.max(0, operands.size() - 1)).stream()
            .anyMatch(o -> ENVIRONMENT_FILE.matcher(o).matches());
    if (secret && !fromStage) {
      findings.report(
          Facts.at(
              file,
              i.start(),
              i.end(),
              Severity.MEDIUM,
              "The image carries the .env file with what is in it."));
    }
  }
}
