package io.mcpscore.engine.source;

import java.util.List;
import java.util.Map;

/**
 * What there is to look at.
 *
 * @param filesSeen files of the scanned tree; 0 when there is no such sub-directory
 * @param files files that were read, ordered by path as UTF-8 bytes compare
 * @param skipped paths that were not read, ordered, by reason: {@code vendored}, {@code
 *     not-a-text-type}, {@code too-large}, {@code over-file-limit}, {@code binary}; reasons are
 *     ordered too
 * @param codeLeftOut code of role source among the skipped, ordered by path
 */
public record Discovered(
    int filesSeen,
    List<SourceFile> files,
    Map<String, List<String>> skipped,
    List<String> codeLeftOut) {}
