package io.mcpscore.engine.report;

import io.mcpscore.engine.Faults;
import io.mcpscore.engine.dependency.Advisories;
import io.mcpscore.engine.dependency.Dependency;
import io.mcpscore.engine.source.Discovered;
import io.mcpscore.engine.suppress.Suppressions;
import io.mcpscore.model.Coverage.RuleNotRun;
import java.util.List;
import java.util.Map;

/**
 * All that a report is made from.
 *
 * @param found the files, and what was left out
 * @param givenUp paths of files that could not be parsed, ordered, by reason
 * @param parts what the parts of the repository have to say, in their order
 * @param reported what the checks found that look at the repository as a whole
 * @param dependencies what manifests and lock files name, ordered by file and place
 * @param advisories known vulnerabilities
 * @param suppressions what the repository asks to ignore
 * @param rulesNotRun checks that lacked something
 * @param notes further sentences for the coverage
 * @param faults parts that broke, and those that will while the report is put together
 */
public record ScanFacts(
    Discovered found,
    Map<String, List<String>> givenUp,
    List<PartResult> parts,
    List<Reported> reported,
    List<Dependency> dependencies,
    Advisories advisories,
    Suppressions suppressions,
    List<RuleNotRun> rulesNotRun,
    List<String> notes,
    Faults faults) {}
