package io.mcpscore.engine.check.injection;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A rule for which data counts as the server's own after its signature was compared: {@code
 * compare_digest(signature, hmac.digest(KEY, data, "sha256"))}. A checksum, which anybody can make,
 * is no signature.
 *
 * @param usual the rule without that
 */
record SignedData(InterpreterRule usual) implements SinkRule {

  private static final Pattern SIGNING = Pattern.compile("(?:hmac\\.)?(?:new|digest|HMAC)");

  @Override
  public List<Integer> sinks(SourceModule module, int node) {
    return usual.sinks(module, node);
  }

  @Override
  public boolean cleans(SourceModule module, int call) {
    return usual.cleans(module, call);
  }

  @Override
  public Optional<Guard> guard(SourceModule module, int condition) {
    int data = signed(module, condition);
    return data == NONE ? usual.guard(module, condition) : Optional.of(new Guard(data, true));
  }

  private static int signed(SourceModule module, int condition) {
    SyntaxTree tree = module.tree();
    if (module.file().language().isScript()
        || !ExternalCalls.isCall(tree, condition)
        || !tree.text(tree.child(condition, "function")).endsWith("compare_digest")) {
      return NONE;
    }
    return tree.subtree(tree.child(condition, "arguments"))
        .filter(n -> ExternalCalls.isCall(tree, n))
        .filter(n -> SIGNING.matcher(tree.text(tree.child(n, "function"))).matches())
        .map(n -> tree.namedChild(tree.child(n, "arguments"), 1))
        .filter(n -> tree.is(n, "identifier"))
        .findFirst()
        .orElse(NONE);
  }
}
