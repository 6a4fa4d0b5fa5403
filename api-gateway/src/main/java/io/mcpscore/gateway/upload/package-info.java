/**
 * Archives in the place of a URL: received whole within limits, looked at, and kept in the database
 * until a worker has scanned them.
 */
package io.mcpscore.gateway.upload;
