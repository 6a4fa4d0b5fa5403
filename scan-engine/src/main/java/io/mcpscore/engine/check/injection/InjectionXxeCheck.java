package io.mcpscore.engine.check.injection;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FlowDraft;
import io.mcpscore.engine.check.GivenValues;
import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.check.NamePattern;
import io.mcpscore.engine.check.Returned;
import io.mcpscore.engine.flow.Flow;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.regex.Pattern;

/** {@code injection-xxe}: XML of an agent, read by a parser that is told to resolve entities. */
public final class InjectionXxeCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("injection-xxe");

  private static final List<String> WORDS =
      List.of(
          "resolve_entities",
          "noent",
          "load_dtd",
          "feature_external_ges",
          "no_network=False",
          "NOENT",
          "replaceEntities");

  private static final NamePattern LXML =
      NamePattern.of(
          "lxml\\.(?:etree|objectify)\\.(?:parse|fromstring|XML|iterparse)|xml\\.sax\\.(?:parseString|parse)");
  private static final NamePattern LIBXML =
      NamePattern.of(
          "libxmljs2?(?:\\.default)?\\.(?:parseXml|parseXmlString|parseXmlAsync)|.{0,60}SaxParser.{0,40}");
  private static final Pattern ASKED =
      Pattern.compile(
          "(?s).*(?:resolve_entities\\s*=\\s*True|load_dtd\\s*=\\s*True|no_network\\s*=\\s*False|noent\\s*:\\s*true|replaceEntities\\s*:\\s*true|feature_external_ges,\\s*(?:True|1)).*");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    if (!Mentions.any(context, WORDS)) {
      return;
    }
    InterpreterRule rule = InterpreterRule.strict(context, c -> xml(context, c));
    List<Flow> flows = context.flow().into(new Mentioning(rule, WORDS));
    for (Flow flow : flows) {
      String what = FlowDraft.chosen(flow) + " reaches a parser of XML that resolves entities.";
      findings.report(FlowDraft.ofText(flow, INFO.severity(), what));
    }
    for (Call call : context.calls().all()) {
      boolean told =
          flows.stream().anyMatch(f -> f.call() == call.node() && f.module().equals(call.module()));
      if (!told && readsForTools(context, call)) {
        findings.report(
            FlowDraft.at(
                call.module(),
                call.node(),
                Severity.MEDIUM,
                Evidence.LIKELY,
                "A tool has a parser read XML that is told to resolve entities; whoever writes"
                    + " that XML can have files of the machine in it."));
      }
    }
  }

  /** Whether XML that is none of the program's own is read on behalf of a tool. */
  private static boolean readsForTools(CheckContext context, Call call) {
    List<Integer> read = xml(context, Callee.of(context, call.module(), call.node()));
    return !read.isEmpty()
        && context.program().constant(call.module(), read.getFirst()).isMissingNode()
        && !context.flow().reaching(call.module(), call.node()).isEmpty();
  }

  private static List<Integer> xml(CheckContext context, Callee callee) {
    Call call = callee.call();
    if (LIBXML.matches(callee.qualified())) {
      return isAsked(context, call, call.argument(1))
          ? Interpreters.present(call.argument(0))
          : List.of();
    }
    if (!LXML.matches(callee.qualified())) {
      return List.of();
    }
    int parser = call.argument(1, "parser");
    boolean own = callee.method().equals("iterparse");
    return isAsked(context, call, own ? call.node() : parser)
        ? Interpreters.present(call.argument(0))
        : List.of();
  }

  /** Whether the options, also through a name, ask for entities. */
  private static boolean isAsked(CheckContext context, Call call, int options) {
    if (options == NONE) {
      return false;
    }
    SyntaxTree tree = call.tree();
    int value = options;
    if (tree.is(options, "identifier")) {
      value = GivenValues.of(call.module(), options).stream().findFirst().orElse(options);
    }
    return asks(tree, value)
        || asks(tree, made(call, value))
        || spread(context, call, value)
        || Returned.of(context.program(), call.module(), value).stream()
            .anyMatch(r -> asks(r.module().tree(), r.node()));
  }

  /** {@code XMLParser(**OPTIONS)}. */
  private static boolean spread(CheckContext context, Call call, int parser) {
    int options =
        ExternalCalls.isCall(call.tree(), parser)
            ? new Call(call.module(), parser, "").spread()
            : NONE;
    JsonNode given = context.program().constant(call.module(), options);
    return given.path("resolve_entities").asBoolean()
        || given.path("load_dtd").asBoolean()
        || !given.path("no_network").asBoolean(true);
  }

  /** What a parser was made by before, as in {@code partial(XMLParser, load_dtd=True)}. */
  private static int made(Call call, int parser) {
    SyntaxTree tree = call.tree();
    int maker = tree.is(parser, "call") ? tree.child(parser, "function") : NONE;
    return tree.is(maker, "identifier")
        ? GivenValues.of(call.module(), maker).stream().findFirst().orElse(NONE)
        : NONE;
  }

  private static boolean asks(SyntaxTree tree, int value) {
    String text = value == NONE ? "" : tree.text(value);
    return text.length() < 2_000 && ASKED.matcher(text).matches();
  }
}
