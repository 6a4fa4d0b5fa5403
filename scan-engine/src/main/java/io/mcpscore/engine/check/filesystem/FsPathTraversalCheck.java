package io.mcpscore.engine.check.filesystem;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.CheckInfo;
import io.mcpscore.engine.check.CheckInfoReader;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.SinkFindings;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.SourceModule;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code fs-path-traversal}: paths that an agent chooses and nothing contains. Computed paths of
 * other origin are how programs work and no findings.
 */
public final class FsPathTraversalCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("fs-path-traversal");

  /** What these give holds no separator any more. */
  private static final Set<String> CLEANING =
      Set.of(
          "path.basename",
          "path.posix.basename",
          "path.default.basename",
          "os.path.basename",
          "werkzeug.utils.secure_filename",
          "sanitize-filename",
          "sanitize-filename.default",
          "encodeURIComponent",
          "urllib.parse.quote_plus");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    SinkRule rule =
        new SinkRule() {
          @Override
          public List<Integer> sinks(SourceModule module, int call) {
            return PathSinks.of(context.calls(), module, call);
          }

          @Override
          public boolean cleans(SourceModule module, int call) {
            return context
                .calls()
                .at(module, call)
                .map(Call::callee)
                .filter(CLEANING::contains)
                .isPresent();
          }

          @Override
          public Optional<Guard> guard(SourceModule module, int condition) {
            return PathGuards.of(module, condition);
          }
        };
    new SinkFindings(INFO, rule, "the path of a file, and no test keeps it inside a directory")
        .report(context, findings, call -> false);
  }
}
