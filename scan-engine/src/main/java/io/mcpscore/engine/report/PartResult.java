package io.mcpscore.engine.report;

import io.mcpscore.model.Coverage.RuleNotRun;
import io.mcpscore.model.Finding;
import io.mcpscore.model.Prompt;
import io.mcpscore.model.Resource;
import io.mcpscore.model.Tool;
import java.util.List;
import java.util.Map;

/**
 * All that one part of a repository has to say in a report; it can be stored and read again. What
 * only the whole repository decides is not in it: ids and suppressions of findings, risks of tools,
 * scores.
 *
 * @param findings in the order of their places, without ids
 * @param hidden byte ranges that no snippet of the files may show
 * @param servers places where a server object is made
 * @param tools in the order of the model, without risk and poisoning
 * @param prompts in the order of the model
 * @param resources in the order of the model
 * @param notes sentences of the extraction
 * @param rulesNotRun checks that lacked something or broke
 * @param leftOut findings that were too many, by check
 * @param filesAnalysed source files that were read to the end
 * @param nodes of all its trees
 * @param own whether servers or tools are declared in code of its own, rather than in examples
 * @param offers whether there is anything of a server
 * @param flows whether dataflow was there
 */
public record PartResult(
    List<Finding> findings,
    List<Hidden> hidden,
    List<DeclaredServer> servers,
    List<Tool> tools,
    List<Prompt> prompts,
    List<Resource> resources,
    List<String> notes,
    List<RuleNotRun> rulesNotRun,
    Map<String, Integer> leftOut,
    int filesAnalysed,
    long nodes,
    boolean own,
    boolean offers,
    boolean flows) {

  /** Copies the collections. */
  public PartResult {
    findings = List.copyOf(findings);
    hidden = List.copyOf(hidden);
    servers = List.copyOf(servers);
    tools = List.copyOf(tools);
    prompts = List.copyOf(prompts);
    resources = List.copyOf(resources);
    notes = List.copyOf(notes);
    rulesNotRun = List.copyOf(rulesNotRun);
    leftOut = Map.copyOf(leftOut);
  }

  /**
   * Bytes that no snippet may show.
   *
   * @param file path
   * @param from first byte
   * @param to byte after the last
   */
  public record Hidden(String file, int from, int to) {}

  /**
   * A server object.
   *
   * @param directory of its package, with a slash at the end, or the empty text
   * @param name announced name, or null
   * @param file where it is made
   * @param line where it is made
   * @param framework as for tools
   */
  public record DeclaredServer(
      String directory, String name, String file, int line, String framework) {}
}
