/** Names, modules and constants of TypeScript, TSX and JavaScript. */
package io.mcpscore.engine.program.js;
