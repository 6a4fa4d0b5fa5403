/**
 * HTTP towards hosts that are not trusted: one address checked and pinned, one byte budget, one
 * deadline, no redirect to elsewhere, no credential that was not configured.
 */
package io.mcpscore.intake.net;
