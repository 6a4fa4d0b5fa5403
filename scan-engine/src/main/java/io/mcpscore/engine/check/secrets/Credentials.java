package io.mcpscore.engine.check.secrets;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Passwords inside of connection strings, URLs and basic authentication. */
final class Credentials {

  private static final Pattern URL =
      Pattern.compile(
          "\\b[a-z][a-z0-9+.-]{1,20}://([^\\s:/@\"'<>{}$]{1,60}):([^\\s:/@\"'<>]{1,100})"
              + "@([A-Za-z0-9._-]{1,100})");
  private static final int LONGEST_SCHEME = 21;

  /** From the end of the scheme to the end of the host. */
  private static final int LONGEST_LOGIN = 3 + 60 + 1 + 100 + 1 + 100;

  private static final Pattern BASIC = Pattern.compile("Basic ([A-Za-z0-9+/]{8,200}={0,2})");

  /** A connection string of pairs: ADO, ODBC, JDBC, libpq. */
  private static final Pattern PAIRS =
      Pattern.compile(
          "(?i)(?:jdbc:|\\b(?:server|data source|host|user id|uid|user|database)\\s?=)[^\"'\\n]{0,300}?"
              + "[;&? ](?:password|pwd)\\s?=\\s?([^;&\"'\\s{}$<>]{4,100})");

  private static final Pattern LOCAL_PAIR =
      Pattern.compile("(?i)localhost|127\\.0\\.0\\.1|\\(local|=\\.[\\\\;]|host\\.docker");

  private static final Pattern LOCAL =
      Pattern.compile(
          "localhost|127\\..*|0\\.0\\.0\\.0|host\\.docker\\.internal|.*\\.(?:local|test|example"
              + "|invalid)|.*example\\.(?:com|org|net)|[a-z0-9_-]{1,40}");

  private static final Pattern WORDS_BEFORE = Pattern.compile("[A-Za-z]{2,}[,:]?\\s+\\(?$");

  private Credentials() {}

  /**
   * A password.
   *
   * @param file where
   * @param value the password, or what it is encoded from
   * @param local whether it opens a service of the own machine or network alone
   * @param explained whether it stands in a text for people: a document, or a sentence
   * @param start first byte to hide
   * @param end byte after it
   */
  record Credential(
      SourceFile file, String value, boolean local, boolean explained, int start, int end) {}

  /** Those of source code and settings. */
  static Stream<Credential> in(CheckContext context) {
    Stream<Credential> code =
        context.program().modules().stream()
            .filter(m -> m.file().role().deducts())
            .flatMap(Credentials::inCode);
    Stream<Credential> settings =
        context.files().stream()
            .filter(f -> f.language() == null && f.role().deducts())
            .flatMap(f -> inText(f, 0, f.text().bytes().length));
    Stream<Credential> calls =
        context.calls().all().stream()
            .filter(c -> c.module().file().role().deducts())
            .filter(c -> c.callee().endsWith("HTTPBasicAuth") || c.callee().endsWith("BasicAuth"))
            .flatMap(Credentials::inBasicAuth);
    return Stream.concat(Stream.concat(code, settings), calls);
  }

  private static Stream<Credential> inCode(SourceModule module) {
    SyntaxTree tree = module.tree();
    return Literals.in(tree)
        .filter(s -> !Literals.isStatement(tree, s))
        .boxed()
        .flatMap(s -> inText(module.file(), tree.start(s), tree.end(s)));
  }

  private static Stream<Credential> inText(SourceFile file, int from, int to) {
    // One char a byte, so that positions in the text are positions in the file.
    String text = file.text().latin1().substring(from, to);
    Stream<Credential> urls = text.contains("://") ? inUrls(file, from, text) : Stream.empty();
    if (text.contains("assword=") || text.contains("wd=") || text.contains("ASSWORD=")) {
      urls = Stream.concat(urls, inPairs(file, from, text));
    }
    Matcher basic = BASIC.matcher(text);
    return text.contains("Basic ") && basic.find() && decoded(basic.group(1)).contains(":")
        ? Stream.concat(
            urls,
            Stream.of(
                new Credential(
                    file,
                    decoded(basic.group(1)),
                    false,
                    isDocument(file),
                    from + basic.start(1),
                    from + basic.end(1))))
        : urls;
  }

  /** Looks around each {@code ://}; a look at every word of a long text would take its time. */
  private static Stream<Credential> inUrls(SourceFile file, int from, String text) {
    Stream.Builder<Credential> out = Stream.builder();
    Matcher m = URL.matcher(text).useTransparentBounds(true);
    int done = 0;
    for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 1)) {
      int end = Math.min(text.length(), at + LONGEST_LOGIN);
      int sign = text.indexOf('@', at);
      if (sign < 0) {
        break;
      }
      m.region(Math.max(done, at - LONGEST_SCHEME), end);
      if (sign < end && at >= done && m.find()) {
        boolean local = LOCAL.matcher(m.group(3).toLowerCase(Locale.ROOT)).matches();
        boolean explained = isExplained(file, text, m.start());
        out.add(
            new Credential(file, m.group(2), local, explained, from + m.start(2), from + m.end(2)));
        done = m.end();
      }
    }
    return out.build();
  }

  /** In code, an address that words stand before in the same text is there to be read. */
  private static boolean isExplained(SourceFile file, String text, int at) {
    return isDocument(file)
        || (file.language() != null
            && WORDS_BEFORE.matcher(text.substring(Math.max(0, at - 60), at)).find());
  }

  private static boolean isDocument(SourceFile file) {
    return file.path().endsWith(".md") || file.path().endsWith(".mdc");
  }

  private static Stream<Credential> inPairs(SourceFile file, int from, String text) {
    return PAIRS
        .matcher(text)
        .results()
        .map(
            m ->
                new Credential(
                    file,
                    m.group(1),
                    LOCAL_PAIR.matcher(m.group()).find(),
                    isDocument(file),
                    from + m.start(1),
                    from + m.end(1)));
  }

  private static String decoded(String base64) {
    try {
      String text = new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
      return text.chars().allMatch(c -> c >= ' ' && c < 0x7F) ? text : "";
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static Stream<Credential> inBasicAuth(Call call) {
    SyntaxTree tree = call.tree();
    int password = call.argument(1, "password");
    if (!Literals.isString(tree, password) || Literals.hasGaps(tree, password)) {
      return Stream.empty();
    }
    return Stream.of(
        new Credential(
            call.module().file(),
            Literals.content(tree, password),
            false,
            false,
            Literals.contentStart(tree, password),
            Literals.contentEnd(tree, password)));
  }
}
