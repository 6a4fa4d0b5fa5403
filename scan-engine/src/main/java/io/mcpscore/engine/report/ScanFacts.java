package io.mcpscore.engine.report;

import io.mcpscore.engine.Faults;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.source.Discovered;
import io.mcpscore.engine.suppress.Suppressions;
import io.mcpscore.model.Coverage.RuleNotRun;
import java.util.List;
import java.util.Map;

/**
 * All that a report is made from.
 *
 * @param found the files, and what was left out
 * @param parsed paths of files that have a syntax tree
 * @param givenUp paths of files that could not be parsed, ordered, by reason
 * @param context what the checks looked at
 * @param reported what the checks found
 * @param suppressions what the repository asks to ignore
 * @param rulesNotRun checks that lacked something
 * @param notes further sentences for the coverage
 * @param faults parts that broke, and those that will while the report is put together
 */
public record ScanFacts(
    Discovered found,
    List<String> parsed,
    Map<String, List<String>> givenUp,
    CheckContext context,
    List<Reported> reported,
    Suppressions suppressions,
    List<RuleNotRun> rulesNotRun,
    List<String> notes,
    Faults faults) {}
