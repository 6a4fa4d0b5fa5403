/**
 * {@code up}: the whole system on one machine. The services are embedded, gateway and workers are
 * processes of their own, and all of it ends with the launcher.
 */
package io.mcpscore.cli.up;
