/** Makes the report: one canonical form of what the checks and the extraction found. */
package io.mcpscore.engine.report;
