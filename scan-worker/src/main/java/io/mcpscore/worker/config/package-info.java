/** Settings of the worker: one interface per group, each with its default. */
package io.mcpscore.worker.config;
