/** Small pictures with the score of a public repository. */
package io.mcpscore.gateway.badge;
