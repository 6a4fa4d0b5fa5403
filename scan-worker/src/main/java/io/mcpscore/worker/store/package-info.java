/** What workers leave in the database for later scans, and may lose. */
package io.mcpscore.worker.store;
