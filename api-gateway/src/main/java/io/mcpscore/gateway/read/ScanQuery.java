package io.mcpscore.gateway.read;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * Query parameters of the list, unchecked.
 *
 * @param limit scans on a page
 * @param cursor where the page begins
 * @param status only scans with it
 * @param grade only scans with it
 * @param repo only scans of it
 * @param since only scans asked for from then on
 * @param until only scans asked for before
 */
public record ScanQuery(
    @Parameter(description = "Scans on a page, 1 to 100; default 20") @RestQuery String limit,
    @Parameter(description = "nextCursor of the page before") @RestQuery String cursor,
    @Parameter(description = "pending, analyzing, complete or failed") @RestQuery String status,
    @Parameter(description = "A, B, C, D or F") @RestQuery String grade,
    @Parameter(description = "owner/name or a repository URL") @RestQuery String repo,
    @Parameter(description = "Asked for at or after this time") @RestQuery String since,
    @Parameter(description = "Asked for before this time") @RestQuery String until) {}
