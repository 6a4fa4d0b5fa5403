package io.mcpscore.engine.check.poisoning;

import io.mcpscore.engine.check.NamePattern;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Free text from outside that a handler returns: the text of fetched pages and of mails. Fields of
 * structured answers are left out, as hardly any server is without them.
 *
 * @param program follows names
 * @param ofServices whether the answers of services that the operator has chosen count too
 * @param records whether structured answers count too, of which others may have written parts
 */
public record FetchedText(Program program, boolean ofServices, boolean records)
    implements SinkRule {

  /** The texts of pages and mails alone. */
  public FetchedText(Program program, boolean ofServices) {
    this(program, ofServices, false);
  }

  private static final NamePattern PAGE =
      NamePattern.of(
          "(?:fetch|globalThis\\.fetch|node-fetch(?:\\.default)?|undici\\.fetch)\\(\\)\\.text"
              + "|requests\\.(?:get|post|request)\\(\\)\\.(?:text|content)|requests\\.Session\\(\\)\\.get\\(\\)\\.(?:text|content)"
              + "|httpx\\.(?:get|post)\\(\\)\\.(?:text|content)|httpx\\.(?:AsyncClient|Client)\\(\\)\\.(?:get|post|request)\\(\\)\\.(?:text|content)"
              + "|urllib\\.request\\.urlopen\\(\\)\\.read|aiohttp\\.ClientSession\\(\\)\\.get\\(\\)\\.text");
  private static final NamePattern RECORDS =
      NamePattern.of(
          "(?:fetch|globalThis\\.fetch|node-fetch(?:\\.default)?|undici\\.fetch)\\(\\)\\.json"
              + "|(?:requests|httpx)\\..{1,60}\\(\\)\\.json|aiohttp\\.ClientSession.{1,60}\\(\\)\\.json"
              + "|(?:axios|got|ky)\\b.{1,60}\\(\\)\\.(?:data|json|body)");
  private static final NamePattern MAIL =
      NamePattern.of(
          "imaplib\\.IMAP4(?:_SSL)?\\(\\)\\.fetch|email\\.message_from_(?:bytes|string)|mailparser\\.simpleParser|mailparser\\.simpleParser\\(\\).*");
  private static final Pattern MARKING =
      Pattern.compile(
          ".*(?:untrusted|wrap|fence|delimit|quarantine|sanitize|sanitise|spotlight|redact).*");

  @Override
  public List<Integer> sinks(SourceModule module, int node) {
    return List.of();
  }

  @Override
  public boolean agentIsSource() {
    return false;
  }

  @Override
  public boolean hasSources() {
    return true;
  }

  @Override
  public boolean returnsAreSinks() {
    return true;
  }

  @Override
  public Optional<String> source(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    int callee = tree.child(expression, "function");
    int named = callee == SyntaxTree.NONE ? expression : callee;
    if (!tree.is(named, "member_expression") && !tree.is(named, "attribute")) {
      return Optional.empty();
    }
    if (program.resolve(module, named).orElse(null) instanceof Target.External external) {
      String name = external.qualifiedName();
      if (PAGE.matches(name)
          && (ofServices || !ServiceRequests.surround(program, module, expression))) {
        return Optional.of("the text of a fetched page");
      }
      if (records && RECORDS.matches(name)) {
        return Optional.of("the answer of a service");
      }
      return MAIL.matches(name) ? Optional.of("a received mail") : Optional.empty();
    }
    return Optional.empty();
  }

  @Override
  public boolean cleans(SourceModule module, int call) {
    String callee = module.tree().text(module.tree().child(call, "function"));
    return callee.length() < 200 && MARKING.matcher(callee.toLowerCase(Locale.ROOT)).matches();
  }
}
