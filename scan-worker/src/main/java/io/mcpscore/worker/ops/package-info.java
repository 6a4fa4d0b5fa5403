/** Metrics and the life of the process. */
package io.mcpscore.worker.ops;
