/**
 * Repository snapshot in, report out. Deterministic: no clock that decides a result, no random
 * order, no network. The order of a scan is discover, parse, model the servers, check, score,
 * report.
 */
package io.mcpscore.engine;
