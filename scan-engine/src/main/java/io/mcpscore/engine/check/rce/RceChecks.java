package io.mcpscore.engine.check.rce;

import io.mcpscore.engine.check.Check;
import java.util.List;

/** Values that are run as code or commands. */
public final class RceChecks {

  private RceChecks() {}

  /** In the order of the documentation. */
  public static List<Check> all() {
    return List.of(
        new RceEvalCheck(),
        new RceFunctionConstructorCheck(),
        new RceChildProcessCheck(),
        new RceShellOptionCheck(),
        new RceArgumentInjectionCheck(),
        new RceSandboxEscapeCheck(),
        new RceReflectiveCallCheck(),
        new RceDynamicImportCheck(),
        new RceStdioCommandCheck(),
        new RceDownloadExecuteCheck(),
        new RceCodeRunnerCheck(),
        new RceBrowserNoSandboxCheck());
  }
}
