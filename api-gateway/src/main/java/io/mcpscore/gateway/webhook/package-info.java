/**
 * Events of scans, sent to receivers that clients name. The database writes an event in the
 * transaction that ends the scan; any gateway sends it, until the receiver has it or its time is
 * over.
 */
package io.mcpscore.gateway.webhook;
