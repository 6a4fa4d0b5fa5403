package io.mcpscore.model;

/**
 * How far a scan is.
 *
 * @param phase the step it is in
 * @param percent of the whole scan, 0 to 100, never falling within one attempt
 * @param filesDone source files parsed so far
 * @param filesTotal source files to parse, 0 while unknown
 */
public record Progress(Phase phase, int percent, int filesDone, int filesTotal) {

  /** The progress of a scan that no worker has taken yet. */
  public static final Progress WAITING = new Progress(Phase.QUEUED, 0, 0, 0);
}
