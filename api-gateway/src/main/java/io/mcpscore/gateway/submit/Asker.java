package io.mcpscore.gateway.submit;

import io.mcpscore.gateway.auth.Charge;

/**
 * Who asks for a scan, and on what terms.
 *
 * @param accountId owner of the scan
 * @param queueLimit unfinished scans that the account's tier allows
 * @param bulk whether many are asked for at once, so that others' single scans go first
 * @param charge what a new scan costs
 */
record Asker(long accountId, int queueLimit, boolean bulk, Charge charge) {}
