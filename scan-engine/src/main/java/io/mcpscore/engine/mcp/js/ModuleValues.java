package io.mcpscore.engine.mcp.js;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.js.ModuleLinks;
import io.mcpscore.engine.program.js.ScriptModule;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the files of a repository take from each other. A file that is taken as a whole, by {@code
 * import *} or {@code require}, stands for its root node.
 */
final class ModuleValues {

  private static final String WHOLE = "export=";

  private final ModuleLinks links;
  private final Values values;

  ModuleValues(ModuleLinks links, Values values) {
    this.links = links;
    this.values = values;
  }

  /** What an import stands for, or null when it is of no file of the repository. */
  Expr imported(ScriptModule importer, Binding.Import source) {
    ScriptModule module = links.module(importer, source.specifier()).orElse(null);
    if (module == null) {
      return null;
    }
    if (!source.name().equals("*")) {
      return export(module, source.name());
    }
    return module.export(WHOLE).isPresent() ? export(module, WHOLE) : Expr.of(module, 0);
  }

  /** What a module exports under a name, itself or as a member of all that it exports, or null. */
  Expr export(ScriptModule module, String name) {
    Optional<ModuleLinks.Exported> found = links.export(module, name);
    if (found.isPresent()) {
      return values.bound(Expr.of(found.get().module(), 0), found.get().binding());
    }
    return module.export(WHOLE).isPresent() && !name.equals(WHOLE)
        ? values.member(export(module, WHOLE), name)
        : null;
  }

  /** All that a module exports under names, in their order. */
  List<Expr> exports(ScriptModule module) {
    return links.exportNames(module).stream()
        .filter(n -> !n.equals("default") && !n.equals(WHOLE))
        .map(n -> export(module, n))
        .filter(Objects::nonNull)
        .toList();
  }
}
