package io.mcpscore.intake;

/**
 * How far a fetch is.
 *
 * @param bytes received so far
 * @param objectsDone objects unpacked or resolved so far
 * @param objectsTotal objects of the pack, 0 while unknown
 */
public record TransferProgress(long bytes, int objectsDone, int objectsTotal) {}
