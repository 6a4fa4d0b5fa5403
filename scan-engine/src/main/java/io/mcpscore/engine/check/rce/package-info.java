/** Checks for values that are run as code or commands. */
package io.mcpscore.engine.check.rce;
