/** The arithmetic of both scores: pure functions that can be replayed from a report. */
package io.mcpscore.model.score;
