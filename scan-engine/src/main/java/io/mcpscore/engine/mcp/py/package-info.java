/**
 * Servers made with the Python SDK (low level, FastMCP, MCPServer) and with the package fastmcp.
 */
package io.mcpscore.engine.mcp.py;
