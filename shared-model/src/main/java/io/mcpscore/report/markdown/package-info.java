/** Markdown for comments on pull requests. */
package io.mcpscore.report.markdown;
