/** API keys at the door: recognised, counted and refused before anything else happens. */
package io.mcpscore.gateway.auth;
