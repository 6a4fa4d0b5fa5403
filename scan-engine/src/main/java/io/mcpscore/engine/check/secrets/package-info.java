/** Checks for keys and passwords that are written down in the repository. */
package io.mcpscore.engine.check.secrets;
