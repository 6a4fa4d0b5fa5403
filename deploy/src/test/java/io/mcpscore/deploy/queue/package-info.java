/** Who waits for whom, and what is left of it when somebody misbehaves or goes. */
package io.mcpscore.deploy.queue;
