/** Checks for files that an agent must not reach. */
package io.mcpscore.engine.check.filesystem;
