/** The queue as operators see it: jobs by state, given another try, or taken out. */
package io.mcpscore.gateway.jobs;
