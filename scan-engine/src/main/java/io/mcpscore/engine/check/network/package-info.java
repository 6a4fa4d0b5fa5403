/** Checks for connections that are not what they seem. */
package io.mcpscore.engine.check.network;
