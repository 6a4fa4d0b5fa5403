/** Who may call, and as whom. */
package io.mcpscore.engine.check.auth;
