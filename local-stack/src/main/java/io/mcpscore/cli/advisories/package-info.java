/** {@code advisories}: the snapshot of known vulnerabilities on this machine. */
package io.mcpscore.cli.advisories;
