package io.mcpscore.gateway.read;

import io.mcpscore.gateway.http.Tagged;

/**
 * The answer of an ended scan. That of a complete one never changes any more.
 *
 * @param answer its JSON
 * @param complete whether there is a report, hence other forms
 */
record FinishedScan(Tagged answer, boolean complete) {}
