/**
 * Takes scan jobs from the queue, claims their rows, fetches, scans and writes each result once.
 * Sub-packages: {@code config} what an operator sets, {@code queue} Kafka, PostgreSQL and Redis,
 * {@code scan} the work itself, {@code ops} metrics and the life of the process, {@code health}
 * what an orchestrator asks.
 */
package io.mcpscore.worker;
