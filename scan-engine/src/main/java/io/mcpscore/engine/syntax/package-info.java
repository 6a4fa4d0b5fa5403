/** Syntax trees as flat arrays, whatever parsed them. */
package io.mcpscore.engine.syntax;
