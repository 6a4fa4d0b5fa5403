/** What an orchestrator asks. */
package io.mcpscore.worker.health;
