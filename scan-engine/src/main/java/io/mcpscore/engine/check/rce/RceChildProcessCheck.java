package io.mcpscore.engine.check.rce;

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
import java.util.Set;

/**
 * {@code rce-child-process}: shell command lines and names of programs that an agent decides. A
 * fixed program with a list of arguments and no shell is no finding, whatever the arguments.
 */
public final class RceChildProcessCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("rce-child-process");
  private static final Set<String> QUOTING =
      Set.of("shlex.quote", "pipes.quote", "shell-quote.quote", "shell-escape", "shescape.quote");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    ProcessSinks sinks = new ProcessSinks(context.program());
    SinkRule rule =
        new SinkRule() {
          @Override
          public List<Integer> sinks(SourceModule module, int node) {
            return context.calls().at(module, node).map(sinks::of).orElse(List.of());
          }

          @Override
          public boolean cleans(SourceModule module, int node) {
            return context
                .calls()
                .at(module, node)
                .map(Call::callee)
                .filter(QUOTING::contains)
                .isPresent();
          }
        };
    new SinkFindings(INFO, rule, "a command that is run").report(context, findings, sinks::isShell);
  }
}
