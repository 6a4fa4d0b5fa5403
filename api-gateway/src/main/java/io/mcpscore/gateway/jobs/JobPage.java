package io.mcpscore.gateway.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A page of jobs, newest first.
 *
 * @param jobs at most as many as were asked for
 * @param nextCursor where the next page begins, or null on the last
 */
public record JobPage(
    List<JobView> jobs, @JsonInclude(JsonInclude.Include.ALWAYS) String nextCursor) {}
