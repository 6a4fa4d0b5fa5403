/** SARIF 2.1.0, the form that code scanning reads. */
package io.mcpscore.report.sarif;
