package io.mcpscore.engine.check.rce;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code rce-download-execute}: programs that are fetched and run without anybody having seen them:
 * in the server's own code, and in the scripts that build or install it.
 */
public final class RceDownloadExecuteCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("rce-download-execute");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (ProcessCall process : ProcessCalls.all(context)) {
      for (int text : texts(context, process)) {
        if (isPipe(context, process.call(), text)
            || FetchedText.isRunUnseen(context, process.call().module(), text)) {
          findings.report(inCode(context, process.call()));
          break;
        }
      }
    }
    for (Call call : context.calls().all()) {
      boolean fetched =
          evaluated(call).stream()
              .anyMatch(a -> FetchedText.isRunUnseen(context, call.module(), a));
      if (fetched) {
        findings.report(inCode(context, call));
      }
    }
    packages(context, findings);
    for (SourceFile file : context.files()) {
      if (BuildScripts.isOne(file)) {
        BuildScripts.pipes(file).forEach(p -> findings.report(inScript(file, p)));
      }
    }
  }

  /** Packages whose newest release is fetched and run where a tool comes to the call. */
  private static void packages(CheckContext context, FindingSink findings) {
    FetchedPackages packages = new FetchedPackages(context);
    for (SourceModule module : context.program().modules()) {
      if (!module.file().role().deducts() || !Mentions.in(module, FetchedPackages.WORDS)) {
        continue;
      }
      ExternalCalls.nodes(module.tree())
          .mapToObj(n -> context.calls().at(module, n).orElse(new Call(module, n, "")))
          .forEach(
              c ->
                  packages
                      .of(c)
                      .ifPresent(name -> fetched(context, c, name).ifPresent(findings::report)));
    }
  }

  private static Optional<Draft> fetched(CheckContext context, Call call, String name) {
    SyntaxTree tree = call.tree();
    return context.flow().reaching(call.module(), call.node()).stream()
        .findFirst()
        .map(
            tool ->
                new Draft(
                    call.module().file(),
                    tree.start(call.node()),
                    tree.end(call.node()),
                    Severity.MEDIUM,
                    Evidence.PROVEN,
                    "The newest release of "
                        + name
                        + " is fetched and run when the tool is called: whoever can publish one runs"
                        + " code here.",
                    tool.name(),
                    List.of(),
                    List.of()));
  }

  private static List<Integer> texts(CheckContext context, ProcessCall process) {
    if (process.line() != NONE) {
      return List.of(process.line());
    }
    if (process.program() == NONE) {
      return List.of();
    }
    List<Integer> out = new ArrayList<>(Interpreters.shellTexts(context.program(), process));
    out.addAll(Interpreters.programTexts(context.program(), process));
    return out;
  }

  private static List<Integer> evaluated(Call call) {
    if (RceEvalCheck.isEval(call) || RceSandboxEscapeCheck.isSandbox(call)) {
      return call.arguments().isEmpty() ? List.of() : List.of(call.arguments().getFirst());
    }
    return RceFunctionConstructorCheck.isConstructor(call) ? call.arguments() : List.of();
  }

  private static boolean isPipe(CheckContext context, Call call, int text) {
    String constant = context.program().constant(call.module(), text).asText("");
    String line = constant.isEmpty() ? call.tree().text(text) : constant;
    return line.length() < 10_000 && DownloadPipe.find(line, 0).isPresent();
  }

  private static Draft inCode(CheckContext context, Call call) {
    List<ToolDeclaration> tools = context.flow().reaching(call.module(), call.node());
    boolean reached = !tools.isEmpty();
    SyntaxTree tree = call.tree();
    return new Draft(
        call.module().file(),
        tree.start(call.node()),
        tree.end(call.node()),
        reached ? Severity.HIGH : Severity.MEDIUM,
        reached ? Evidence.PROVEN : Evidence.LIKELY,
        "What a server on the network answers is run as a program, unseen and without a digest.",
        reached ? tools.getFirst().name() : null,
        List.of(),
        List.of());
  }

  private static Draft inScript(SourceFile file, BuildScripts.Pipe pipe) {
    return new Draft(
        file,
        pipe.start(),
        pipe.end(),
        pipe.plain() ? Severity.MEDIUM : Severity.LOW,
        pipe.plain() ? Evidence.PROVEN : Evidence.HEURISTIC,
        pipe.plain()
            ? "A program is fetched over plain HTTP and run; anybody on the way can replace it."
            : "A program is fetched and run at build or install time, without a version or digest.",
        null,
        List.of(),
        List.of());
  }
}
