/** {@code POST /api/v1/scan}: a wish becomes a cached result, a running scan or a new row. */
package io.mcpscore.gateway.submit;
