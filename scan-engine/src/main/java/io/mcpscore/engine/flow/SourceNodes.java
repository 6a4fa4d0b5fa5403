package io.mcpscore.engine.flow;

import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What stands in a program by itself and is a source of one rule: parts of requests, and what the
 * rule names. Code that cannot come to any of them need not be followed.
 */
final class SourceNodes {

  private static final String[] EXPRESSIONS = {
    "call_expression",
    "new_expression",
    "call",
    "member_expression",
    "attribute",
    "subscript_expression",
    "subscript",
    "identifier",
    "shorthand_property_identifier"
  };

  private final Program program;
  private final RequestParts requests;
  private final Map<String, int[]> expressions = new ConcurrentHashMap<>();

  SourceNodes(Program program) {
    this.program = program;
    this.requests = RequestParts.of(program);
  }

  /**
   * The sources of one rule.
   *
   * @param byPath a phrase for a trace, by path and node
   * @param functions keys of the functions that sources stand in, outer ones included
   */
  record Sources(Map<String, Map<Integer, String>> byPath, Set<String> functions) {

    /** What an expression brings in by itself, or null. */
    String at(String path, int node) {
      return byPath.getOrDefault(path, Map.of()).get(node);
    }
  }

  /** Asks a rule about every expression, when it says that it is worth asking. */
  Sources of(SinkRule rule) {
    Map<String, Map<Integer, String>> found = new HashMap<>();
    Set<String> functions = new HashSet<>();
    if (rule.hasSources()) {
      program.modules().forEach(m -> collect(rule, m, found, functions));
    }
    if (rule.agentIsSource()) {
      requests
          .byPath()
          .forEach((path, parts) -> found.merge(path, parts, SourceNodes::withRequests));
      functions.addAll(requests.functions());
    }
    return new Sources(found, functions);
  }

  private static Map<Integer, String> withRequests(
      Map<Integer, String> own, Map<Integer, String> requests) {
    Map<Integer, String> both = new HashMap<>(own);
    both.putAll(requests);
    return both;
  }

  /** The expressions of a module, which every rule is asked about. */
  private int[] expressions(SourceModule module) {
    return expressions.computeIfAbsent(
        module.file().path(), path -> module.tree().ofKinds(EXPRESSIONS).toArray());
  }

  private void collect(
      SinkRule rule,
      SourceModule module,
      Map<String, Map<Integer, String>> found,
      Set<String> functions) {
    Map<Integer, String> here = new HashMap<>();
    for (int node : expressions(module)) {
      rule.source(module, node)
          .ifPresent(
              what -> {
                here.put(node, what);
                functions.addAll(Callers.enclosing(module, node));
              });
    }
    if (!here.isEmpty()) {
      found.put(module.file().path(), here);
    }
  }
}
