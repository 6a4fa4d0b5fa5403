/**
 * Makes repository snapshots: from git hosts over HTTP, from directories, from archives. The only
 * part of this module that touches the network or the file system.
 */
package io.mcpscore.intake;
