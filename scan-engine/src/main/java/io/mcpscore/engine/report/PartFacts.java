package io.mcpscore.engine.report;

import io.mcpscore.engine.Faults;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.dependency.PackageDirectories;
import io.mcpscore.engine.flow.Dataflow;
import io.mcpscore.engine.mcp.McpModel;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.report.PartResult.DeclaredServer;
import io.mcpscore.engine.report.PartResult.Hidden;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.model.Coverage.RuleNotRun;
import io.mcpscore.model.FileRole;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that the result of a part is made from.
 *
 * @param own files of the part
 * @param parsed paths of files that have a syntax tree
 * @param context what the checks looked at
 * @param isOwn whether the model is of code of its own, rather than of examples
 * @param reported what the checks found
 * @param rulesNotRun checks that lacked something
 * @param leftOut findings that were too many, by check
 * @param faults parts that broke, and those that will while the result is put together
 */
public record PartFacts(
    List<SourceFile> own,
    Set<String> parsed,
    CheckContext context,
    boolean isOwn,
    List<Reported> reported,
    List<RuleNotRun> rulesNotRun,
    Map<String, Integer> leftOut,
    Faults faults) {

  /** The result. */
  public PartResult result() {
    McpModel model = context.servers();
    List<Hidden> hidden = FindingList.hidden(reported);
    return new PartResult(
        FindingList.of(reported, hidden, faults),
        hidden,
        servers(),
        ToolList.tools(context, faults),
        ToolList.prompts(model, faults),
        ToolList.resources(model, faults),
        model.notes().stream().map(PlainText::of).toList(),
        rulesNotRun,
        leftOut,
        (int) own.stream().filter(this::isAnalysed).count(),
        context.program().modules().stream().mapToLong(m -> m.tree().size()).sum(),
        isOwn,
        !model.isEmpty(),
        !context.flow().equals(Dataflow.NONE));
  }

  private boolean isAnalysed(SourceFile file) {
    return file.language() != null
        && file.role() == FileRole.SOURCE
        && parsed.contains(file.path())
        && !faults.files().contains(file.path());
  }

  private List<DeclaredServer> servers() {
    PackageDirectories packages = new PackageDirectories(context.files());
    return context.servers().servers().stream()
        .map(
            s -> {
              SourceModule module = s.module();
              return new DeclaredServer(
                  PlainText.of(packages.of(module.file())),
                  PlainText.of(s.name()),
                  PlainText.of(module.file().path()),
                  module.tree().line(s.node()),
                  s.framework());
            })
        .toList();
  }
}
