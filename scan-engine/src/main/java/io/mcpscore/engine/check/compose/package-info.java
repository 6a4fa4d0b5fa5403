/** The services that compose files of a repository start, for the checks that weigh them. */
package io.mcpscore.engine.check.compose;
