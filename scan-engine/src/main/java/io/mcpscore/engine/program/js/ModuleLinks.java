package io.mcpscore.engine.program.js;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.Program;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The modules of a repository and what they export to each other. */
public final class ModuleLinks {

  private final Program program;
  private final ModuleFiles files;
  private final CallSites callSites;

  /** Links the modules of a program by the files that their imports name. */
  public ModuleLinks(Program program, ModuleFiles files) {
    this.program = program;
    this.files = files;
    this.callSites = new CallSites(program, this);
  }

  /**
   * A binding together with the module whose nodes it speaks of.
   *
   * @param module where it is
   * @param binding what was bound
   */
  public record Exported(ScriptModule module, Binding binding) {}

  /** Where functions are called. */
  CallSites callSites() {
    return callSites;
  }

  /** The script behind a specifier, when it is part of the repository. */
  public Optional<ScriptModule> module(ScriptModule importer, String specifier) {
    return files
        .locate(importer.file().path(), specifier)
        .flatMap(program::module)
        .filter(ScriptModule.class::isInstance)
        .map(ScriptModule.class::cast);
  }

  /** Whether a specifier means a file of the repository, parsed or not. */
  boolean isLocal(ScriptModule importer, String specifier) {
    return specifier.startsWith(".") || files.locate(importer.file().path(), specifier).isPresent();
  }

  /** The content of an imported JSON file, or a missing node. */
  JsonNode json(ScriptModule importer, String specifier) {
    return files
        .locate(importer.file().path(), specifier)
        .map(files::json)
        .orElse(MissingNode.getInstance());
  }

  /** What a module offers under a name, also through {@code export * from}. */
  public Optional<Exported> export(ScriptModule module, String name) {
    return first(module, !name.equals("default"), m -> m.export(name).isPresent())
        .map(m -> new Exported(m, m.export(name).orElseThrow()));
  }

  /** The names that a module offers, also through {@code export * from}, sorted. */
  public List<String> exportNames(ScriptModule module) {
    Set<String> names = new TreeSet<>();
    first(
        module,
        true,
        m -> {
          names.addAll(m.exportNames());
          return false;
        });
    return List.copyOf(names);
  }

  /** The first of a module and those whose exports it hands on, the nearest first. */
  private Optional<ScriptModule> first(
      ScriptModule module, boolean stars, Predicate<ScriptModule> sought) {
    Deque<ScriptModule> open = new ArrayDeque<>(List.of(module));
    Set<String> seen = new HashSet<>();
    while (!open.isEmpty()) {
      ScriptModule at = open.poll();
      if (!seen.add(at.file().path())) {
        continue;
      }
      if (sought.test(at)) {
        return Optional.of(at);
      }
      if (stars) {
        at.starExports().forEach(s -> module(at, s).ifPresent(open::add));
      }
    }
    return Optional.empty();
  }
}
