/** The catalogue of checks, as clients read it. */
package io.mcpscore.gateway.checks;
