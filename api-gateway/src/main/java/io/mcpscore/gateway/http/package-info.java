/**
 * What every answer has in common: request ids, headers, limits of the body, and one shape for
 * errors of any origin.
 */
package io.mcpscore.gateway.http;
