/** Texts that instruct the model instead of describing. */
package io.mcpscore.engine.check.poisoning;
