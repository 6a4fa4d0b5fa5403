package io.mcpscore.cli.up;

/**
 * What to start.
 *
 * @param port of the gateway
 * @param workers processes
 */
record SystemPlan(int port, int workers) {}
