package io.mcpscore.engine.check.network;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FlowDraft;
import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code network-ssrf-weak-host-check}: tests of a host by a part of its text, by its beginning or
 * end without a boundary, or by a parser that reads the address in another way than the client.
 */
public final class NetworkSsrfWeakHostCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("network-ssrf-weak-host-check");

  private static final List<String> WORDS =
      List.of("host", "Host", "netloc", "url", "Url", "URL", "origin");

  /** Modules that hold one of these test the address that a name stands for. */
  private static final List<String> BY_ADDRESS =
      List.of("ip_address", "is_private", "is_global", "getaddrinfo", "gethostby", "dns.resolver");

  /** Functions whose answer is a decision about an address. */
  private static final Pattern DECIDING =
      Pattern.compile(
          "(?i)_{0,2}(?:is|has|can|should)_?\\w{0,40}(?:url|host|private|internal|local|public|blocked|domain|origin|uri|allowed|trusted|safe|valid|cloud)\\w{0,30}"
              + "|_{0,2}\\w{0,30}(?:valid|allow|trust|safe|check|verify|assert|ensure|ssrf|permit)\\w{0,40}");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (SourceModule module : context.program().modules()) {
      if (module.file().role().deducts() && Mentions.in(module, WORDS)) {
        tests(module, findings);
        SsrfParsers.report(context, module, INFO, findings);
      }
    }
  }

  /** One finding a function: its tests are repaired together. */
  private static void tests(SourceModule module, FindingSink findings) {
    SyntaxTree tree = module.tree();
    boolean byText = !module.file().language().isScript() && !Mentions.in(module, BY_ADDRESS);
    SsrfHostTests tests = new SsrfHostTests(module, byText);
    Set<Integer> told = new HashSet<>();
    for (int node = 0; node < tree.size(); node++) {
      String weakness = tests.weakness(node).orElse(null);
      if (weakness == null) {
        continue;
      }
      int function = function(module, node);
      if (decides(module, node, function) && told.add(function)) {
        findings.report(
            FlowDraft.at(
                module,
                node,
                INFO.severity(),
                Evidence.LIKELY,
                "A host is tested in a way that other hosts pass: " + weakness + "."));
      }
    }
  }

  private static int function(SourceModule module, int node) {
    int at = node;
    while (at > 0 && !module.isFunction(at)) {
      at = module.tree().parent(at);
    }
    return at;
  }

  /** Whether the outcome lets something pass: it is returned by a test, or its failure throws. */
  private static boolean decides(SourceModule module, int node, int function) {
    SyntaxTree tree = module.tree();
    String name = name(tree, function);
    int at = node;
    while (at != NONE && at != function) {
      int parent = tree.parent(at);
      if (tree.is(parent, "if_statement") && tree.field(at).equals("condition")) {
        return refuses(tree, parent);
      }
      if (tree.is(parent, "return_statement")) {
        return DECIDING.matcher(name).matches();
      }
      at = parent;
    }
    return function > 0 && at == function && DECIDING.matcher(name).matches();
  }

  /** {@code if (!test) throw}: the branch that is taken when the test fails ends in a refusal. */
  private static boolean refuses(SyntaxTree tree, int branch) {
    String condition = tree.text(tree.child(branch, "condition")).replaceAll("^\\(+", "");
    boolean negated = condition.startsWith("!") || condition.startsWith("not ");
    int consequence = tree.child(branch, "consequence");
    return negated
        && tree.subtree(consequence)
            .anyMatch(n -> tree.kind(n).matches("throw_statement|raise_statement"));
  }

  private static String name(SyntaxTree tree, int function) {
    int name = tree.child(function, "name");
    boolean given = tree.is(tree.parent(function), "variable_declarator");
    return tree.text(name == NONE && given ? tree.child(tree.parent(function), "name") : name);
  }
}
