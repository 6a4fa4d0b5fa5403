/** The queue as the worker sees it: jobs from Kafka, rows in PostgreSQL, progress to Redis. */
package io.mcpscore.worker.queue;
