/** Parts of the system are killed at random points while scans are asked for and done. */
package io.mcpscore.deploy.chaos;
