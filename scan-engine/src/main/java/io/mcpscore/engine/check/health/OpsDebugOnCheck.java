package io.mcpscore.engine.check.health;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.Drafts;
import io.mcpscore.model.Severity;
import java.util.regex.Pattern;

/** {@code ops-debug-on}: frameworks in their mode for development, by a constant. */
public final class OpsDebugOnCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("ops-debug-on");

  private static final Pattern PYTHON =
      Pattern.compile(
          "(?:mcp\\.server\\.fastmcp\\.|fastmcp\\.).{0,40}|flask\\.Flask\\(\\)\\.run|fastapi\\.FastAPI"
              + "|starlette\\.applications\\.Starlette|aiohttp\\.web\\.Application");
  private static final Pattern SCRIPT = Pattern.compile("errorhandler(?:\\.default)?|pino-debug");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    CallSites.modules(context)
        .filter(m -> CallSites.mentions(m.file(), "debug=True", "errorhandler"))
        .flatMap(m -> CallSites.in(context, m))
        .filter(OpsDebugOnCheck::isOn)
        .forEach(
            c ->
                findings.report(
                    Drafts.fact(
                        c.module(),
                        c.node(),
                        Severity.LOW,
                        "The framework answers errors with the inside of the program.")));
  }

  private static boolean isOn(Call call) {
    if (call.module().file().language().isScript()) {
      return SCRIPT.matcher(call.callee()).matches();
    }
    return call.tree().text(call.option("debug")).equals("True")
        && PYTHON.matcher(call.callee()).matches();
  }
}
