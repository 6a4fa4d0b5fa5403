/** What changed from one finished scan to another: pure functions of the two. */
package io.mcpscore.report.diff;
