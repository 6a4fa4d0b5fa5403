package io.mcpscore.gateway.read;

import io.mcpscore.model.AiResult;
import io.mcpscore.model.Coverage;
import io.mcpscore.model.Dependencies;
import io.mcpscore.model.Finding;
import io.mcpscore.model.Grade;
import io.mcpscore.model.Prompt;
import io.mcpscore.model.Resource;
import io.mcpscore.model.ScanStatus;
import io.mcpscore.model.Server;
import io.mcpscore.model.Severity;
import io.mcpscore.model.Tool;
import io.mcpscore.model.score.CategoryScore;
import io.mcpscore.model.score.Deduction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The members of a complete scan, for the description of the API; the answer itself is written by
 * {@link io.mcpscore.model.CompleteScan}.
 */
@Schema(name = "CompleteScan")
record CompleteScanSchema(
    String id,
    @Schema(implementation = String.class, enumeration = "complete") ScanStatus status,
    String url,
    int score,
    Grade grade,
    int safetyScore,
    Grade safetyGrade,
    List<Finding> findings,
    String commit,
    String ref,
    String path,
    boolean cached,
    Instant createdAt,
    Instant startedAt,
    Instant completedAt,
    AiResult ai,
    Map<Severity, Integer> summary,
    List<CategoryScore> categories,
    List<Server> servers,
    List<Tool> tools,
    List<Prompt> prompts,
    List<Resource> resources,
    Coverage coverage,
    Dependencies dependencies,
    List<Deduction> deductions,
    String engineVersion,
    String ruleSetVersion,
    String reportDigest) {}
