/** The work on one claimed scan, from fetch to outcome. */
package io.mcpscore.worker.scan;
