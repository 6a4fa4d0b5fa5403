/** {@code diff}: what changed between two results. */
package io.mcpscore.cli.diff;
