/**
 * The HTTP side of the product: keys and limits, submission of scans, answers, the relay that
 * publishes jobs and the reaper that takes them back. It never imports the worker or the engine.
 */
package io.mcpscore.gateway;
