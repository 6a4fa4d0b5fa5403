/** The documented entries of all checks: what engine, command line and API say about a check. */
package io.mcpscore.catalogue;
