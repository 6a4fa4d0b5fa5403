/** The settings by which agents start servers. */
package io.mcpscore.engine.check.client;
