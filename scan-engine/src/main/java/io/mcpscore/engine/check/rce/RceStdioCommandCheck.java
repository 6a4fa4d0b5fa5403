package io.mcpscore.engine.check.rce;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.SinkFindings;
import io.mcpscore.engine.check.SinkTable;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code rce-stdio-command}: a client that starts a server as a process, with a command line that
 * someone else decides.
 */
public final class RceStdioCommandCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("rce-stdio-command");

  private static final Set<String> TRANSPORTS =
      Set.of(
          "StdioClientTransport",
          "StdioServerParameters",
          "StdioTransport",
          "StdioMCPTransport",
          "Experimental_StdioMCPTransport",
          "MCPServerStdio");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    SinkTable table = new SinkTable();
    for (Call call : context.calls().all()) {
      if (TRANSPORTS.contains(call.callee().substring(call.callee().lastIndexOf('.') + 1))) {
        table.add(call.module(), call.node(), sinks(call));
      }
    }
    if (!table.isEmpty()) {
      new SinkFindings(
              INFO, new CommandText(context, table), "the command that a client starts as a server")
          .report(context, findings, call -> false);
    }
  }

  private static List<Integer> sinks(Call call) {
    List<Integer> named =
        Stream.of("command", "args")
            .map(name -> ProcessCalls.option(call, name))
            .filter(n -> n != NONE)
            .toList();
    return named.isEmpty() ? call.arguments() : named;
  }
}
