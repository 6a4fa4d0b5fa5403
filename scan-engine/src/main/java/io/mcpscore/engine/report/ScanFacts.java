package io.mcpscore.engine.report;

import io.mcpscore.engine.dependency.Advisories;
import io.mcpscore.engine.dependency.Dependency;
import io.mcpscore.engine.flow.Dataflow;
import io.mcpscore.engine.mcp.McpModel;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.model.Coverage.RuleNotRun;
import java.util.List;
import java.util.Map;

/**
 * All that a report is made from.
 *
 * @param filesSeen files in the tree
 * @param files files that were read, ordered by path
 * @param parsed paths of files that have a syntax tree
 * @param skipped paths left out, ordered, by reason
 * @param servers the MCP servers
 * @param flow effects of tools
 * @param dependencies what manifests and lock files name
 * @param advisories the snapshot that was used
 * @param reported what the checks found
 * @param rulesNotRun checks that lacked something
 */
public record ScanFacts(
    int filesSeen,
    List<SourceFile> files,
    List<String> parsed,
    Map<String, List<String>> skipped,
    McpModel servers,
    Dataflow flow,
    List<Dependency> dependencies,
    Advisories advisories,
    List<Reported> reported,
    List<RuleNotRun> rulesNotRun) {}
