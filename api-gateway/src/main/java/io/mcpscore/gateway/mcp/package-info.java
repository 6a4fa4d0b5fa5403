/**
 * The MCP server that agents use. The protocol is the library's; what is here decides who may
 * speak, what counts, and how repository text is handed to a model. Tools call what the REST API
 * calls.
 */
package io.mcpscore.gateway.mcp;
