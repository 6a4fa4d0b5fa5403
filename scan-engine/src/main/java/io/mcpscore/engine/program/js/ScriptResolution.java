package io.mcpscore.engine.program.js;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.program.NameResolution;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import java.util.Optional;

/** Names and constants of the scripts of one repository. */
final class ScriptResolution implements NameResolution {

  private final ModuleLinks links;

  ScriptResolution(Program program, ModuleFiles files) {
    this.links = new ModuleLinks(program, files);
  }

  @Override
  public Optional<Target> resolve(SourceModule module, int expression) {
    return new NameFollower(links).resolve((ScriptModule) module, expression);
  }

  @Override
  public JsonNode constant(SourceModule module, int expression) {
    return new ConstantFolder(links).fold((ScriptModule) module, expression);
  }
}
