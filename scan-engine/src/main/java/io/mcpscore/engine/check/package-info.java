/** The checks: one class each, found by its id. */
package io.mcpscore.engine.check;
