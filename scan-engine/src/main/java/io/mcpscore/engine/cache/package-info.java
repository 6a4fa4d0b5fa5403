/**
 * What scans leave behind for later ones: results of parts of repositories, by everything that
 * decided them. A store may lose, delay or garble them; that costs time and never a byte of a
 * report.
 */
package io.mcpscore.engine.cache;
