/** How a server is run and kept: a separate axis, low and info alone. */
package io.mcpscore.engine.check.health;
