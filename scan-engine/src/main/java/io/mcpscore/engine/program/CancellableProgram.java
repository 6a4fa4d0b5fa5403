package io.mcpscore.engine.program;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.Cancellation;
import java.util.List;
import java.util.Optional;

/**
 * A program that stops answering when its scan is to end. Whatever works on a program for long asks
 * it all the time, so that a scan ends in the midst of a check and not after it.
 */
public final class CancellableProgram implements Program {

  private final Program program;
  private final Cancellation cancellation;

  /** Answers as another program does until the scan is to end. */
  public CancellableProgram(Program program, Cancellation cancellation) {
    this.program = program;
    this.cancellation = cancellation;
  }

  @Override
  public List<SourceModule> modules() {
    cancellation.check();
    return program.modules();
  }

  @Override
  public Optional<SourceModule> module(String path) {
    return program.module(path);
  }

  @Override
  public Optional<Target> resolve(SourceModule module, int expression) {
    cancellation.check();
    return program.resolve(module, expression);
  }

  @Override
  public Optional<Target.Defined> given(SourceModule module, int name) {
    cancellation.check();
    return program.given(module, name);
  }

  @Override
  public JsonNode constant(SourceModule module, int expression) {
    cancellation.check();
    return program.constant(module, expression);
  }
}
