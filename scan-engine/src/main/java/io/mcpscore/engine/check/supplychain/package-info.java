/** Checks of the packages that a server pulls in. */
package io.mcpscore.engine.check.supplychain;
