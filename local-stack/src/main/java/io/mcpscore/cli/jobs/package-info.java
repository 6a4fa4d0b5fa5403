/** {@code jobs}: the queue, by way of the administration of a running gateway. */
package io.mcpscore.cli.jobs;
