package io.mcpscore.engine.check.health;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.model.Effect;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.Set;

/**
 * {@code ops-no-audit-log}: tools that run programs or change files and data, in a program that
 * writes no log whatsoever. Reported once.
 */
public final class OpsNoAuditLogCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("ops-no-audit-log");
  private static final Set<Effect> GRAVE = Set.of(Effect.EXEC, Effect.FS_WRITE, Effect.DB);
  private static final String[] WORDS = {
    "logg",
    "Logg",
    "console.",
    ".log(",
    "ctx.info",
    "ctx.debug",
    "sys.stderr",
    "pino",
    "winston",
    "print(",
    "process.stderr",
    "audit",
    "telemetry",
    ".info(",
    ".debug("
  };

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    boolean logs = CallSites.modules(context).anyMatch(m -> CallSites.mentions(m.file(), WORDS));
    if (logs) {
      return;
    }
    context.servers().tools().stream()
        .filter(t -> t.module().file().role().deducts())
        .filter(t -> context.flow().effects(t).effects().stream().anyMatch(GRAVE::contains))
        .findFirst()
        .ifPresent(t -> findings.report(draft(t)));
  }

  private static Draft draft(ToolDeclaration tool) {
    return new Draft(
        tool.module().file(),
        tool.module().tree().start(tool.node()),
        tool.module().tree().end(tool.node()),
        Severity.INFO,
        Evidence.PROVEN,
        "Nothing is written down of what the tools did, such as " + tool.name() + ".",
        tool.name(),
        List.of(),
        List.of());
  }
}
