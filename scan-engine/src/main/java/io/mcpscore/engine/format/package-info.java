/**
 * Small readers of settings files. Each walks a text once, without recursion over what the text
 * nests, skips what it does not understand, and never fails.
 */
package io.mcpscore.engine.format;
