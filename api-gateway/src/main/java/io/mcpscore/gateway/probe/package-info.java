/** The question whether a repository exists, asked before a scan of it is accepted. */
package io.mcpscore.gateway.probe;
