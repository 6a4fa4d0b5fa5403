package io.mcpscore.report.diff;

import java.util.List;

/**
 * A prompt or resource that is not what it was.
 *
 * @param name its name
 * @param file where it is registered now
 * @param changes member by member
 */
public record NamedChange(String name, String file, List<MemberChange> changes) {}
