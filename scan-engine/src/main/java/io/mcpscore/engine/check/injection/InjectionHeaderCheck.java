package io.mcpscore.engine.check.injection;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ComposedText;
import io.mcpscore.engine.check.FindingSink;
import java.util.List;
import java.util.regex.Pattern;

/** {@code injection-header}: values of an agent in lines of a header, with their line breaks. */
public final class InjectionHeaderCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("injection-header");

  private static final List<String> WORDS =
      List.of("send_header", "sendmail", "Subject:", "HTTP/1.", "\\r\\n");

  private static final Pattern LINE =
      Pattern.compile(
          "(?is)(?:.*[\\r\\n]|.*\\\\n)?(?:Subject|To|Cc|Bcc|From|Reply-To|Location|Set-Cookie|Host|X-[\\w-]{1,40}|(?:GET|POST|HEAD) ): ?(?:(?!\\\\[rn])[^\\r\\n]){0,80}");
  private static final Pattern SENDING =
      Pattern.compile(
          "sendmail|send|sendall|write|join|from|encode|b64encode|urlsafe_b64encode|toString|send_message|btoa"
              + "|message_from_string|message_from_bytes");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    InterpreterRule rule =
        new InterpreterRule(context, c -> value(context, c), (m, c) -> isOneLine(c), false);
    Interpreters.report(
        context,
        findings,
        INFO,
        rule,
        WORDS,
        "a line of a header, which more lines can be put into");
  }

  private static List<Integer> value(CheckContext context, Callee callee) {
    Call call = callee.call();
    if (callee.method().equals("send_header") && !call.module().file().language().isScript()) {
      return Interpreters.present(call.argument(1));
    }
    if (!SENDING.matcher(callee.method()).matches()) {
      return List.of();
    }
    int text = callee.method().equals("sendmail") ? call.argument(2, "msg") : text(callee);
    if (text == NONE) {
      return List.of();
    }
    ComposedText composed = ComposedText.of(context.program(), call.module(), text);
    return composed.skeleton().length() > 8_000
        ? List.of()
        : composed.parts().stream()
            .filter(p -> p.isGap() && isHeader(composed.before(p)))
            .map(ComposedText.Part::node)
            .toList();
  }

  /** Lists are joined by the call itself. */
  private static int text(Callee callee) {
    boolean script = callee.call().module().file().language().isScript();
    return callee.method().equals("join") && script
        ? callee.call().node()
        : callee.call().argument(0);
  }

  private static boolean isHeader(String before) {
    String line = before.length() > 200 ? before.substring(before.length() - 200) : before;
    return LINE.matcher(line).matches();
  }

  private static boolean isOneLine(Callee callee) {
    String first = callee.call().tree().text(callee.call().argument(0));
    return callee
            .method()
            .matches(
                "stringify|dumps|repr|encodeURIComponent|quote|Header|encodeMimeHeader|mimeEncode|encodeWord|formataddr|b64encode|isoformat")
        || (callee.method().matches("replace|replaceAll|sub|translate|split|splitlines")
            && first.matches("(?s).{0,20}(?:\\\\[nrsR]|\\\\x).{0,40}|"));
  }
}
