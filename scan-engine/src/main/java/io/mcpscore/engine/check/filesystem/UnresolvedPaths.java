package io.mcpscore.engine.check.filesystem;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Paths of which nobody took {@code ..} out on the way to a test that compares them as they are
 * written. What a function is given, only its callers say.
 *
 * @param usual sinks, and what makes a path harmless
 */
record UnresolvedPaths(PathText usual) implements SinkRule {

  private static final Set<String> RESOLVING =
      Set.of(
          "os.path.abspath",
          "os.path.normpath",
          "os.path.realpath",
          "path.resolve",
          "path.join",
          "path.normalize",
          "fs.realpath",
          "fs.realpathSync",
          "fs.promises.realpath");

  @Override
  public List<Integer> sinks(SourceModule module, int node) {
    return usual.sinks(module, node);
  }

  @Override
  public boolean cleans(SourceModule module, int call) {
    SyntaxTree tree = module.tree();
    boolean named =
        usual
            .context()
            .calls()
            .at(module, call)
            .map(Call::callee)
            .filter(RESOLVING::contains)
            .isPresent();
    return named
        || Expressions.calledName(tree, call).equals("resolve")
        || usual.cleans(module, call);
  }

  @Override
  public boolean cleansAccess(SourceModule module, int access) {
    return usual.cleansAccess(module, access);
  }

  @Override
  public boolean cleansText(SourceModule module, int text, boolean ownHead) {
    return usual.cleansText(module, text, ownHead);
  }

  @Override
  public boolean admits(String pattern) {
    return usual.admits(pattern);
  }

  @Override
  public Optional<Guard> guard(SourceModule module, int condition) {
    return usual.guard(module, condition);
  }
}
