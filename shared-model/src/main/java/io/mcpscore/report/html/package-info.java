/** A report as one HTML document that needs nothing from anywhere else. */
package io.mcpscore.report.html;
