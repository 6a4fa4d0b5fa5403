package io.mcpscore.engine.program.js;

import io.mcpscore.engine.program.Binding;
import java.util.Deque;
import java.util.Optional;

/** What an import stands for: what another module exports, or a name from outside. */
final class ImportedNames {

  private final ModuleLinks links;

  ImportedNames(ModuleLinks links) {
    this.links = links;
  }

  /**
   * The next step from an import.
   *
   * @param path members that are to be applied, used up on the way
   */
  Step at(ScriptModule module, Binding.Import imported, Deque<String> path) {
    if (!links.isLocal(module, imported.specifier())) {
      String name = ExternalNames.module(imported.specifier());
      if (!imported.name().equals("*")) {
        path.addFirst(imported.name());
      }
      return Step.external(ExternalNames.member(name, path));
    }
    Optional<ScriptModule> target = links.module(module, imported.specifier());
    if (target.isEmpty()) {
      return Step.UNKNOWN;
    }
    if (!imported.name().equals("*")) {
      return offered(target.get(), imported.name(), path);
    }
    if (path.isEmpty()) {
      return target
          .get()
          .export("export=")
          .<Step>map(b -> new Step.Enter(target.get(), b))
          .orElseGet(() -> Step.found(target.get(), 0));
    }
    return offered(target.get(), path.removeFirst(), path);
  }

  private Step offered(ScriptModule module, String name, Deque<String> path) {
    Optional<ModuleLinks.Exported> found = links.export(module, name);
    if (found.isPresent()) {
      return new Step.Enter(found.get().module(), found.get().binding());
    }
    Optional<Binding> whole = module.export("export=");
    whole.ifPresent(b -> path.addFirst(name));
    return whole.<Step>map(b -> new Step.Enter(module, b)).orElse(Step.UNKNOWN);
  }
}
