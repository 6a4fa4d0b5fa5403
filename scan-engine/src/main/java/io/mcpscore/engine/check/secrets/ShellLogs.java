package io.mcpscore.engine.check.secrets;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shell scripts that print a secret of their environment, such as entry points of images: what they
 * print is the log of the container.
 */
final class ShellLogs {

  private static final Pattern SCRIPT =
      Pattern.compile("(?i).*\\.(?:sh|bash)|(?:.*/)?(?:docker-)?entrypoint(?:\\.[a-z]+)?");

  /** To the console: not into a file, another program or a variable. */
  private static final Pattern PRINTING =
      Pattern.compile(
          "^\\s{0,80}(?:(?:[^#\"'$]{0,100}(?:[;{]|&&|\\|\\||\\b(?:then|else|do)\\b))\\s{0,8})?"
              + "(?:echo|printf)\\s+((?:\"(?:[^\"\\\\]|\\\\.)*+\"|'[^']*+'|&?\\d?>\\s?&\\d|\\d?>\\s?/dev/stderr"
              + "|[^|<>\"'#&])*+)(?:&&.*|#.*|)$");

  private static final Pattern SINGLE = Pattern.compile("'[^']*+'");
  private static final Pattern DOUBLE = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"");
  private static final Pattern QUOTED = Pattern.compile(DOUBLE.pattern() + "|" + SINGLE.pattern());

  /** Whole, not cut, counted or tested. */
  private static final Pattern VARIABLE =
      Pattern.compile(
          "(?<!\\\\)\\$(?:([A-Za-z_]\\w{1,60})|\\{([A-Za-z_]\\w{1,60})(?::?-[^}]{0,80})?})");

  /** What a script made itself it shows to the one who needs it. */
  private static final String MADE =
      "=.{0,80}(?:rand|uuid|pwgen|generate|secrets\\.|token_|date|mktemp)";

  private static final int LONGEST_LINE = 1000;

  private ShellLogs() {}

  static void report(CheckContext context, FindingSink findings) {
    for (SourceFile file : context.files()) {
      if (file.language() == null
          && file.role().deducts()
          && SCRIPT.matcher(file.path()).matches()) {
        in(file, findings);
      }
    }
  }

  private static void in(SourceFile file, FindingSink findings) {
    for (int line = 1; line <= file.text().lines(); line++) {
      int start = file.text().startOfLine(line);
      int end = file.text().endOfLine(line);
      String content = end - start > LONGEST_LINE ? "" : file.text().line(line);
      if (content.indexOf('$') < 0 || !(content.contains("echo") || content.contains("printf"))) {
        continue;
      }
      Matcher printing = PRINTING.matcher(content);
      String name = printing.matches() ? secret(printing.group(1)) : null;
      if (name != null && !isMade(file, name)) {
        findings.report(
            new Draft(
                file,
                start,
                end,
                Severity.MEDIUM,
                Evidence.LIKELY,
                "The secret " + name + " is printed, into the log of whatever runs the script.",
                null,
                List.of(),
                List.of()));
      }
    }
  }

  /** The first variable with a secret in a text that a shell fills in, or null. */
  private static String secret(String printed) {
    String quoted = DOUBLE.matcher(printed).replaceAll("");
    // Within double quotes an apostrophe is a letter.
    String filled = quoted.contains("'") ? withoutSingle(printed) : printed;
    Matcher m = VARIABLE.matcher(filled);
    while (m.find()) {
      String name = m.group(1) == null ? m.group(2) : m.group(1);
      // The working directory is no password.
      boolean directory = name.equals("PWD") || name.equals("OLDPWD");
      if (!directory && (SecretNames.isSecret(name) || SecretNames.isLogin(name))) {
        return name;
      }
    }
    return null;
  }

  private static String withoutSingle(String printed) {
    StringBuilder out = new StringBuilder();
    Matcher m = QUOTED.matcher(printed);
    int at = 0;
    while (m.find()) {
      out.append(printed, at, m.start());
      out.append(m.group().startsWith("'") ? "" : m.group());
      at = m.end();
    }
    return out.append(printed.substring(at)).toString();
  }

  private static boolean isMade(SourceFile file, String name) {
    return Pattern.compile("\\b" + Pattern.quote(name) + MADE).matcher(file.text().latin1()).find();
  }
}
