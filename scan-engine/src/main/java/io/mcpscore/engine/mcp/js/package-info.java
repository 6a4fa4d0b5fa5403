/**
 * MCP servers written in TypeScript and JavaScript. {@link
 * io.mcpscore.engine.mcp.js.ScriptExtractor} finds registrations; what they are given is worked out
 * by {@link io.mcpscore.engine.mcp.js.Values} without running anything.
 */
package io.mcpscore.engine.mcp.js;
