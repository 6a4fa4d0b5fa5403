/**
 * How the gateway reaches hosts that strangers name: never an address of the operator's network.
 */
package io.mcpscore.gateway.net;
