package io.mcpscore.engine.check.rce;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.SinkFindings;
import io.mcpscore.engine.check.SinkTable;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code rce-code-runner}: program text that an agent writes and an interpreter on the same machine
 * runs. Containers and other sandboxes in front of the interpreter are no such thing.
 */
public final class RceCodeRunnerCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("rce-code-runner");

  /** A command line up to the file that its interpreter runs. */
  private static final Pattern RUNNING =
      Pattern.compile(
          "\\s*(?:[\\w./-]{0,80}/)?(?:osascript|python[0-9.]{0,5}|node|ruby|perl|php|Rscript|powershell(?:\\.exe)?|pwsh)"
              + "(?:\\s+-[\\w-]{1,30}(?:\\s+Bypass)?){0,6}\\s+[\"']?");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    SinkTable table = new SinkTable();
    for (ProcessCall process : ProcessCalls.all(context)) {
      boolean language =
          process.program() != NONE && Interpreters.isLanguage(context.program(), process);
      if (language) {
        table.add(process.call().module(), process.call().node(), texts(context, process));
      } else if (process.line() != NONE) {
        table.add(process.call().module(), process.call().node(), ofLine(process));
      }
    }
    if (!table.isEmpty()) {
      new SinkFindings(
              INFO, new CodeText(context, table), "an interpreter that runs it as a program")
          .report(context, findings, call -> false);
    }
  }

  /** {@code exec(`osascript "${file}"`)}: what was written to the file before. */
  private static List<Integer> ofLine(ProcessCall process) {
    SourceModule module = process.call().module();
    SyntaxTree tree = module.tree();
    int line = Expressions.valueOf(module, tree.unbracketed(process.line()));
    if (!Literals.isString(tree, line)) {
      return List.of();
    }
    return tree.namedChildren(line)
        .filter(n -> tree.is(n, "template_substitution") || tree.is(n, "interpolation"))
        .filter(n -> RUNNING.matcher(before(tree, line, n)).matches())
        .map(n -> tree.unbracketed(tree.namedChild(n, 0)))
        .boxed()
        .flatMap(file -> WrittenPrograms.of(module, file, process.call().node()).stream())
        .toList();
  }

  private static String before(SyntaxTree tree, int text, int gap) {
    return tree.source().slice(Literals.contentStart(tree, text), tree.start(gap));
  }

  private static List<Integer> texts(CheckContext context, ProcessCall process) {
    SourceModule module = process.call().module();
    List<Integer> out = new ArrayList<>(Interpreters.programTexts(context.program(), process));
    int input = ProcessCalls.option(process.call(), "input");
    boolean script =
        process.arguments().stream()
            .anyMatch(
                a ->
                    !context.program().constant(module, a.node()).asText("x").startsWith("-")
                        || a.spread());
    if (input != NONE && !script) {
      out.add(input);
    }
    for (Argument argument : process.arguments()) {
      out.addAll(WrittenPrograms.of(module, argument.node(), process.call().node()));
    }
    return out;
  }
}
