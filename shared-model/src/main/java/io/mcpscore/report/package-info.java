/**
 * The forms in which a finished scan is given away; none of them decides anything. Command line and
 * gateway both write with them, so that the two cannot differ.
 */
package io.mcpscore.report;
