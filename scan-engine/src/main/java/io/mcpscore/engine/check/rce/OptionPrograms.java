package io.mcpscore.engine.check.rce;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Programs of which an option runs commands, writes files or sends them away, so that a value that
 * becomes an option is worth as much as a command.
 */
final class OptionPrograms {

  private static final Set<String> NAMES =
      Set.of(
          """
          git hg svn tar bsdtar zip unzip 7z rsync ssh scp sftp curl wget find fd rg xargs env sed
          awk gawk ffmpeg pandoc yt-dlp youtube-dl gs convert magick wkhtmltopdf chromium chrome
          nmap tcpdump tshark docker podman kubectl helm terraform tofu ansible ansible-playbook
          npm npx pnpm yarn pip pip3 uv uvx pipx go cargo make gcc mvn gradle java node python
          python3 ruby perl php psql mysql mysqldump sqlite3 pg_dump mongodump redis-cli openssl
          gpg gh glab aws gcloud az man less vim nano sort split composer bundle gem dotnet
          """
              .strip()
              .split("\\s+"));

  private static final Map<String, String> WRITTEN =
      NAMES.stream()
          .filter(n -> n.length() > 2 && !n.matches("env|find|convert|make|man|node|less|split|go"))
          .collect(Collectors.toMap(OptionPrograms::letters, n -> n));

  /** Options that stand alone, so that what follows them is read for itself. */
  private static final Pattern FLAG =
      Pattern.compile(
          "-[rRvqasLk1]|-P[nES]|-s[STAUVNFXC]|-T[0-5]|-(?:rf|fr|la|al|lah|sS|sL|sSL|fsSL|sSfL|rn|ri|rl|rni|it|ti|vv|vvv|xvz|aux)"
              + "|--?[a-z][a-zA-Z-]{0,40}=.*"
              + "|--(?:disable|enable|skip|ignore|keep|without|allow|show|print|dump)-[a-z-]{1,40}|--no-(?!contains|merged)[a-z-]{1,40}"
              + "|--(?:oneline|stat|shortstat|numstat|cached|staged|hard|soft|mixed|all|quiet|verbose"
              + "|recursive|force|porcelain|name-only|name-status|graph|short|json|patch"
              + "|tags|bare|mirror|reverse|merges|follow|decorate|color|silent|fail|location|yes"
              + "|standalone|overwrite|dry-run|hidden|ignore-case|line-number|word-diff|list|show-current|prune|detach)");

  private OptionPrograms() {}

  /** Whether options of a program are dangerous; the name may come with a directory. */
  static boolean isDangerous(String program) {
    String name =
        program.substring(Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\')) + 1);
    return NAMES.contains(name.endsWith(".exe") ? name.substring(0, name.length() - 4) : name);
  }

  /**
   * How a program is written of which a variable has the name, such as {@code yt-dlp} of {@code
   * YTDLP}.
   *
   * @return empty for none that is known
   */
  static String written(String variable) {
    return WRITTEN.getOrDefault(letters(variable), "");
  }

  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
  }

  /** Whether an argument is an option that takes the next argument as its value. */
  static boolean takesNext(String argument) {
    return argument.startsWith("-") && argument.length() > 1 && !FLAG.matcher(argument).matches();
  }

  /** Whether an argument ends the options. */
  static boolean endsOptions(String argument) {
    return argument.equals("--") || argument.equals("--end-of-options");
  }
}
