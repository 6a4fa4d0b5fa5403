package io.mcpscore.engine.program.py;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.mcpscore.engine.program.NameResolution;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import java.util.Optional;

/** Names and constants of the Python modules of one repository. */
final class PyResolution implements NameResolution {

  /** Steps of one question. */
  static final int STEPS = 2_000;

  private static final int FOLD_STEPS = 20_000;

  private final PyEvaluator evaluator;
  private final PyGiven given;
  private final PyConstants constants;

  PyResolution(Program program) {
    PyModuleIndex index = new PyModuleIndex(program.modules());
    this.evaluator = new PyEvaluator(index);
    this.given = new PyGiven(index);
    this.constants = new PyConstants(evaluator);
  }

  @Override
  public Optional<Target> resolve(SourceModule module, int expression) {
    if (!(module instanceof PyModule python) || expression < 0) {
      return Optional.empty();
    }
    return evaluator.evaluate(python, expression, new Fuel(STEPS)).map(this::target);
  }

  @Override
  public Optional<Target.Defined> given(SourceModule module, int name) {
    return module instanceof PyModule python && name >= 0
        ? given.of(python, name)
        : Optional.empty();
  }

  private Target target(PyValue value) {
    return switch (value) {
      case PyValue.Module m -> new Target.Defined(m.module(), 0);
      case PyValue.Class c -> new Target.Defined(c.module(), c.node());
      case PyValue.Instance i -> new Target.Defined(i.module(), i.node());
      case PyValue.Function f -> new Target.Defined(f.module(), f.node());
      case PyValue.Expression e -> new Target.Defined(e.module(), e.node());
      case PyValue.External e -> new Target.External(e.name());
    };
  }

  @Override
  public JsonNode constant(SourceModule module, int expression) {
    if (!(module instanceof PyModule python) || expression < 0) {
      return MissingNode.getInstance();
    }
    Fuel fuel = new Fuel(FOLD_STEPS);
    JsonNode value = constants.fold(python, expression, fuel);
    return fuel.isEmpty() ? MissingNode.getInstance() : value;
  }
}
