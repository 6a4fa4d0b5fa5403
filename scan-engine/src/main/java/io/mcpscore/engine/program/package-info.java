/**
 * A model of the program, not of lines: modules, names, what a name means across files, constants.
 * Extraction of MCP servers, dataflow and checks all stand on this.
 */
package io.mcpscore.engine.program;
