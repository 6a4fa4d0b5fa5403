package io.mcpscore.gateway.submit;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The parts of a form with an archive, for the description of the API.
 *
 * @param file the archive
 * @param name what to call it; without it, the name of the file
 * @param path sub-directory of it
 * @param enableAI run the AI stage, where the operator has configured one
 * @param forceRefresh bypass the results of the last 24 hours
 * @param webhookUrl https URL that hears of the end of the scan
 */
@Schema(name = "UploadForm")
record UploadFormSchema(
    @Schema(required = true, type = SchemaType.STRING, format = "binary") String file,
    @Schema(pattern = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}", examples = "my-server.zip") String name,
    String path,
    @Schema(defaultValue = "true") boolean enableAI,
    @Schema(defaultValue = "false") boolean forceRefresh,
    String webhookUrl) {}
