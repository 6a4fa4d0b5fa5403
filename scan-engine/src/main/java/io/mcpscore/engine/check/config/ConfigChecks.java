package io.mcpscore.engine.check.config;

import io.mcpscore.engine.check.Check;
import java.util.List;

/** Settings that a repository ships. */
public final class ConfigChecks {

  private ConfigChecks() {}

  /** In the order of the documentation. */
  public static List<Check> all() {
    return List.of(
        new ConfigDockerRootCheck(),
        new ConfigDockerLatestCheck(),
        new ConfigDockerSecretCheck(),
        new ConfigDockerCurlPipeShellCheck(),
        new ConfigDockerAddUrlCheck(),
        new ConfigPrivilegedContainerCheck(),
        new ConfigDockerSocketCheck(),
        new ConfigHostNetworkCheck(),
        new ConfigComposeOpenServiceCheck(),
        new ConfigWorkflowUnpinnedActionCheck(),
        new ConfigWorkflowPullRequestTargetCheck(),
        new ConfigWorkflowWriteTokenCheck(),
        new ConfigWorkflowScriptInjectionCheck(),
        new ConfigClientUnpinnedCheck(),
        new ConfigClientInlineSecretCheck(),
        new ConfigClientPlainHttpCheck(),
        new ConfigClientBroadRootCheck(),
        new ConfigClientAutoApproveCheck(),
        new ConfigInstructionPoisoningCheck(),
        new ConfigInstructionCommandsCheck(),
        new ConfigInstructionWideToolsCheck(),
        new ConfigServerJsonMismatchCheck(),
        new ConfigManifestHttpCheck());
  }
}
