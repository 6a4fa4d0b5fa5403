/** The MCP servers that a program declares: tools, prompts, resources and their handlers. */
package io.mcpscore.engine.mcp;
