/**
 * Where values that an agent chooses end up, and what the code behind a tool can do. Checks
 * describe their sinks; the following of values through assignments, calls and files is here.
 */
package io.mcpscore.engine.flow;
