/** Checks of what a server tells and offers to an agent. */
package io.mcpscore.engine.check.mcp;
