/** How many scans the whole system does, and how long one takes; no test. */
package io.mcpscore.deploy.throughput;
