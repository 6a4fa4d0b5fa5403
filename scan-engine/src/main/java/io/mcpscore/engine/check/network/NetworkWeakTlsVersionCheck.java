package io.mcpscore.engine.check.network;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.Drafts;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Severity;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code network-weak-tls-version}: versions of TLS that were withdrawn, asked for or allowed. */
public final class NetworkWeakTlsVersionCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("network-weak-tls-version");

  private static final Pattern PYTHON_NAME =
      Pattern.compile(
          "(?:ssl\\.)?(?:PROTOCOL_(?:SSLv2|SSLv3|TLSv1|TLSv1_1)|TLSVersion\\.(?:SSLv3|TLSv1|TLSv1_1"
              + "|MINIMUM_SUPPORTED))");
  private static final Set<String> OPTIONS = Set.of("minVersion", "secureProtocol", "maxVersion");
  private static final Pattern SCRIPT_NAME =
      Pattern.compile("TLSv1(?:\\.1)?|SSLv[23](?:_method)?|TLSv1(?:_1)?_method");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    CallSites.modules(context)
        .filter(m -> CallSites.mentions(m.file(), "TLSv1", "SSLv", "MINIMUM_SUPPORTED"))
        .forEach(m -> look(m, findings));
  }

  private static void look(SourceModule module, FindingSink findings) {
    module
        .tree()
        .subtree(0)
        .filter(n -> isWeak(module.tree(), n))
        .forEach(
            n ->
                findings.report(
                    Drafts.fact(
                        module,
                        n,
                        Severity.MEDIUM,
                        "A version of TLS is allowed that was withdrawn for its weaknesses.")));
  }

  private static boolean isWeak(SyntaxTree tree, int node) {
    return switch (tree.kind(node)) {
      case "attribute" ->
          PYTHON_NAME.matcher(shortText(tree, node)).matches() && isUsed(tree, node);
      case "pair" -> {
        int value = tree.child(node, "value");
        yield OPTIONS.contains(Members.key(tree, node))
            && Literals.isString(tree, value)
            && SCRIPT_NAME.matcher(Literals.content(tree, value)).matches();
      }
      default -> false;
    };
  }

  /** An argument or what is assigned; a comparison or an option that is taken away is neither. */
  private static boolean isUsed(SyntaxTree tree, int node) {
    return switch (tree.kind(tree.parent(node))) {
      case "argument_list", "keyword_argument" -> true;
      case "assignment" -> tree.field(node).equals("right");
      default -> false;
    };
  }

  private static String shortText(SyntaxTree tree, int node) {
    return tree.end(node) - tree.start(node) < 60 ? tree.text(node) : "";
  }
}
