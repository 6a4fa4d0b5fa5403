/**
 * Real PostgreSQL, Redis and Kafka without Docker, and the git mirror: for {@code ./mcpscore up}
 * and for every test. Everything listens on 127.0.0.1 alone.
 */
package io.mcpscore.local;
