package io.mcpscore.gateway.submit;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The body of a submission, for the description of the API.
 *
 * @param url repository, as its host shows it
 * @param forceRefresh bypass the results of the last 24 hours
 * @param enableAI run the AI stage, where the operator has configured one
 * @param ref branch, tag or commit
 * @param path sub-directory of a monorepo
 * @param webhookUrl https URL that hears of the end of the scan
 */
@Schema(name = "ScanRequest")
record SubmitBody(
    @Schema(required = true, examples = "https://github.com/modelcontextprotocol/servers")
        String url,
    @Schema(defaultValue = "false") boolean forceRefresh,
    @Schema(defaultValue = "true") boolean enableAI,
    @Schema(examples = "main") String ref,
    @Schema(examples = "src/server") String path,
    @Schema(examples = "https://hooks.example.com/mcpscore") String webhookUrl) {}
