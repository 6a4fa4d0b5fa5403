package io.mcpscore.engine.check.mcp;

import io.mcpscore.engine.check.Check;
import java.util.List;

/** Tools as they are declared against what their code does. */
public final class McpChecks {

  private McpChecks() {}

  /** In the order of the documentation. */
  public static List<Check> all() {
    return List.of(
        new McpExcessiveToolsCheck(),
        new McpDangerousToolCheck(),
        new McpMissingDescriptionCheck(),
        new McpAnnotationReadonlyCheck(),
        new McpAnnotationDestructiveCheck(),
        new McpAnnotationOpenWorldCheck(),
        new McpAnnotationMissingCheck(),
        new McpUndeclaredEffectCheck(),
        new McpDestructiveUnconfirmedCheck(),
        new McpBroadScopeCheck(),
        new McpSchemaMissingCheck(),
        new McpSchemaAnyCheck(),
        new McpSchemaUnboundedCheck(),
        new McpSchemaRequiredCheck(),
        new McpSchemaUnenforcedCheck(),
        new McpSchemaResultIgnoredCheck(),
        new McpDescriptionVagueCheck(),
        new McpDescriptionOversizedCheck(),
        new McpDuplicateToolCheck(),
        new McpToxicFlowCheck(),
        new McpChainReadSendCheck(),
        new McpChainReadExecuteCheck(),
        new McpAccessControlListingOnlyCheck(),
        new McpWriteGuardFirstWordCheck(),
        new McpDynamicRegistrationCheck(),
        new McpNoToolsCheck());
  }
}
