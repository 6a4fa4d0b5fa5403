/** Life of the process: its clock, its parent, its health. */
package io.mcpscore.gateway.ops;
