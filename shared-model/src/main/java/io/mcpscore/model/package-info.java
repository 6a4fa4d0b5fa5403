/**
 * What the gateway, the worker, the engine and the command line agree on: the records of the HTTP
 * contract, the errors, the queue message and the names of shared channels. No framework imports.
 */
package io.mcpscore.model;
