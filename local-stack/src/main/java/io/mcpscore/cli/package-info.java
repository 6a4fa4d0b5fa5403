/** The command line: one picocli program that {@code ./mcpscore} hands over to. */
package io.mcpscore.cli;
