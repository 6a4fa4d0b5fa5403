/** Values that are read as code of another interpreter. */
package io.mcpscore.engine.check.injection;
