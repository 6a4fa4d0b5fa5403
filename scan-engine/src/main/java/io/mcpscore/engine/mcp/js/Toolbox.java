package io.mcpscore.engine.mcp.js;

import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.js.ModuleFiles;
import io.mcpscore.engine.program.js.ModuleLinks;

/**
 * The readers that every kind of registration needs, for one repository.
 *
 * @param values what expressions stand for
 * @param elements items of lists
 * @param literals texts and JSON values
 * @param schemas input schemas
 * @param contexts circumstances of registering calls
 * @param handlers code behind callbacks
 */
record Toolbox(
    Values values,
    Elements elements,
    Literals literals,
    Schemas schemas,
    Contexts contexts,
    Handlers handlers) {

  static Toolbox of(Program program, ModuleFiles files) {
    Values values = new Values(program, new ModuleLinks(program, files));
    Elements elements = new Elements(program, values);
    Literals literals = new Literals(values);
    return new Toolbox(
        values,
        elements,
        literals,
        new Schemas(values, literals),
        elements.contexts(),
        new Handlers(values));
  }

  /** Text of a member, or null when the member is absent. */
  String text(Expr object, String member) {
    return object == null ? null : literals.text(values.member(object, member));
  }

  /** Member of an expression that may be absent itself, or null. */
  Expr member(Expr object, String member) {
    return object == null ? null : values.member(object, member);
  }
}
