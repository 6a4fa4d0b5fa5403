package io.mcpscore.gateway.submit;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The body of a batch, for the description of the API.
 *
 * @param urls repositories, as their hosts show them
 * @param forceRefresh bypass the results of the last 24 hours
 * @param enableAI run the AI stage, where the operator has configured one
 * @param ref branch, tag or commit of every one
 * @param path sub-directory of every one
 * @param webhookUrl https URL that hears of the end of each scan
 */
@Schema(name = "BatchRequest")
record BatchBody(
    @Schema(required = true, type = SchemaType.ARRAY, minItems = 1, maxItems = 1000)
        List<String> urls,
    @Schema(defaultValue = "false") boolean forceRefresh,
    @Schema(defaultValue = "true") boolean enableAI,
    String ref,
    String path,
    @Schema(examples = "https://hooks.example.com/mcpscore") String webhookUrl) {}
