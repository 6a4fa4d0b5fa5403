package io.mcpscore.engine.check.injection;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.NamePattern;
import io.mcpscore.model.Severity;
import java.util.List;

/** {@code injection-template}: templates of engines with code in them, worded by an agent. */
public final class InjectionTemplateCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("injection-template");

  private static final List<String> WORDS =
      List.of(
          "jinja2",
          "mako",
          "tornado",
          "render_template_string",
          "handlebars",
          "Handlebars",
          "ejs",
          "nunjucks",
          "pug",
          "eta",
          "dot",
          "template");

  private static final NamePattern ENGINE =
      NamePattern.of(
          "jinja2\\.(?:Template|Environment\\(\\)\\.from_string|environment\\.Template"
              + "|environment\\.Environment\\(\\)\\.from_string|nativetypes\\.NativeTemplate)"
              + "|mako\\.template\\.Template|tornado\\.template\\.Template"
              + "|(?:flask\\.)?render_template_string|quart\\.render_template_string"
              + "|handlebars(?:\\.default)?\\.(?:compile|precompile)"
              + "|handlebars(?:\\.default)?\\.create\\(\\)\\.compile|Handlebars\\.compile"
              + "|ejs(?:\\.default)?\\.(?:render|compile)"
              + "|nunjucks(?:\\.default)?\\.(?:renderString|compile|Environment\\(\\)\\.renderString"
              + "|configure\\(\\)\\.renderString)"
              + "|pug(?:\\.default)?\\.(?:render|compile)|dot(?:\\.default)?\\.(?:template|compile)"
              + "|eta(?:\\.default)?\\.(?:render|renderString|Eta\\(\\)\\.renderString)"
              + "|(?:lodash|underscore)(?:\\.default)?\\.template|lodash\\.template(?:\\.default)?");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    InterpreterRule rule = InterpreterRule.strict(context, InjectionTemplateCheck::template);
    InterpreterRule formats = InterpreterRule.strict(context, c -> FormatTexts.of(context, c));
    Interpreters.report(
        context,
        findings,
        Severity.HIGH,
        formats,
        FormatTexts.WORDS,
        "a format, which reads any attribute of the objects that fill it");
    Interpreters.report(
        context, findings, INFO, rule, WORDS, "the text of a template, which can hold code");
  }

  private static List<Integer> template(Callee callee) {
    Call call = callee.call();
    boolean known = ENGINE.matches(callee.qualified());
    boolean fromString =
        callee.method().equals("from_string")
            && !callee.qualified().contains("andbox")
            && !call.module().file().language().isScript()
            && call.tree().source().slice(0, call.tree().end(0)).contains("jinja2")
            && !call.tree().source().slice(0, call.tree().end(0)).contains("Sandbox");
    return known || fromString ? Interpreters.present(call.argument(0, "source")) : List.of();
  }
}
