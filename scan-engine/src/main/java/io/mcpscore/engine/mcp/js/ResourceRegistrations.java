package io.mcpscore.engine.mcp.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.mcp.McpModel.ResourceDeclaration;
import io.mcpscore.engine.program.js.ScriptSyntax;
import java.util.List;

/**
 * Resources: {@code server.resource(name, uriOrTemplate, [metadata], callback)}, {@code
 * registerResource(name, uriOrTemplate, config, callback)} and FastMCP's {@code addResource({uri,
 * load})} and {@code addResourceTemplate({uriTemplate, load})}.
 */
final class ResourceRegistrations {

  private static final List<Contexts.Context> UNKNOWN_SURROUNDINGS =
      List.of(new Contexts.Context(Expr.Env.EMPTY, null, false));

  private final Toolbox toolbox;
  private final Findings findings;

  ResourceRegistrations(Toolbox toolbox, Findings findings) {
    this.toolbox = toolbox;
    this.findings = findings;
  }

  /** Reads one registering call. */
  void read(Registration registration) {
    if (registration.method().startsWith("add")) {
      definition(registration);
      return;
    }
    for (Contexts.Context context : contexts(registration)) {
      Registration here = registration.in(context.env());
      Expr at = context.origin() == null ? registration.call() : context.origin();
      Expr address = here.argument(1);
      Expr template = address == null ? null : template(address);
      String uri = unknownAsNull(toolbox.literals().text(template == null ? address : template));
      Expr metadata = here.arguments().size() > 3 ? here.argument(2) : null;
      findings.resources.add(
          new ResourceDeclaration(
              at.module(),
              at.node(),
              unknownAsNull(toolbox.literals().text(here.argument(0))),
              uri,
              toolbox.text(metadata, "description"),
              toolbox
                  .handlers()
                  .of(
                      here.last(),
                      template == null ? List.of() : List.of(0, 1),
                      here.argument(0))));
    }
  }

  /** Loops and callers count only when they tell the name apart. */
  private List<Contexts.Context> contexts(Registration registration) {
    if (isKnown(registration)) {
      return UNKNOWN_SURROUNDINGS;
    }
    List<Contexts.Context> telling =
        toolbox.contexts().of(registration.call()).stream()
            .filter(c -> c.origin() != null && isKnown(registration.in(c.env())))
            .toList();
    return telling.isEmpty() ? UNKNOWN_SURROUNDINGS : telling;
  }

  private boolean isKnown(Registration registration) {
    Expr first = registration.argument(0);
    String name =
        registration.method().startsWith("add")
            ? toolbox.text(first, "name")
            : toolbox.literals().text(first);
    return name != null && !name.contains(Literals.UNKNOWN);
  }

  private void definition(Registration registration) {
    boolean template = registration.method().equals("addResourceTemplate");
    for (Contexts.Context context : contexts(registration)) {
      Expr resource = registration.in(context.env()).argument(0);
      Expr at = context.origin() == null ? registration.call() : context.origin();
      findings.resources.add(
          new ResourceDeclaration(
              at.module(),
              at.node(),
              unknownAsNull(toolbox.text(resource, "name")),
              unknownAsNull(toolbox.text(resource, template ? "uriTemplate" : "uri")),
              toolbox.text(resource, "description"),
              toolbox
                  .handlers()
                  .of(toolbox.member(resource, "load"), template ? List.of(0) : List.of(), null)));
    }
  }

  /** The template text in {@code new ResourceTemplate(text, …)}, or null for a plain URI. */
  private Expr template(Expr address) {
    Expr at = toolbox.values().follow(address);
    int argument =
        at.kind().equals("new_expression") ? ScriptSyntax.argument(at.tree(), at.node(), 0) : NONE;
    boolean named =
        argument != NONE
            && at.tree()
                .text(at.tree().child(at.node(), "constructor"))
                .endsWith("ResourceTemplate");
    return named ? at.at(argument) : null;
  }

  private static String unknownAsNull(String text) {
    return Literals.UNKNOWN.equals(text) ? null : text;
  }
}
