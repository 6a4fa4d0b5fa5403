/** From the row to the queue and back: direct publishing, relay, reaper, topics. */
package io.mcpscore.gateway.queue;
