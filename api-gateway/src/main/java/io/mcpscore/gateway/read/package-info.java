/** Answers about scans: one scan, waited for or not, and the list of an account's scans. */
package io.mcpscore.gateway.read;
