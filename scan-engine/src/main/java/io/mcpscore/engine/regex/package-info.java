/**
 * What regular expressions let through, worked out for all texts at once and never by running them:
 * sets of texts with intersection and complement.
 */
package io.mcpscore.engine.regex;
