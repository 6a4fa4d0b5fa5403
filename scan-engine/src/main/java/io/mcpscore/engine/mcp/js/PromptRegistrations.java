package io.mcpscore.engine.mcp.js;

import io.mcpscore.engine.mcp.McpModel.PromptDeclaration;
import java.util.List;

/**
 * Prompts: {@code server.prompt(name, [description], [shape], callback)}, {@code
 * registerPrompt(name, config, callback)} and FastMCP's {@code addPrompt({name, load})}.
 */
final class PromptRegistrations {

  private final Toolbox toolbox;
  private final Findings findings;

  PromptRegistrations(Toolbox toolbox, Findings findings) {
    this.toolbox = toolbox;
    this.findings = findings;
  }

  /** Reads one registering call. */
  void read(Registration registration) {
    boolean defined = registration.method().equals("addPrompt");
    boolean found = false;
    for (Contexts.Context context : contexts(registration, defined)) {
      Registration here = registration.in(context.env());
      Expr at = context.origin() == null ? registration.call() : context.origin();
      Expr first = here.argument(0);
      String name = defined ? toolbox.text(first, "name") : toolbox.literals().text(first);
      if (name != null && !name.equals(Literals.UNKNOWN)) {
        Expr callback = defined ? toolbox.member(first, "load") : here.last();
        findings.prompts.add(
            new PromptDeclaration(
                at.module(),
                at.node(),
                name,
                description(here, defined),
                toolbox.handlers().of(callback, agent(here), here.argument(0))));
        found = true;
      }
    }
    if (!found) {
      findings.unresolved("A prompt", registration.call());
    }
  }

  private List<Contexts.Context> contexts(Registration registration, boolean defined) {
    Expr first = registration.argument(0);
    String name = defined ? toolbox.text(first, "name") : toolbox.literals().text(first);
    return name != null && !name.contains(Literals.UNKNOWN)
        ? List.of(new Contexts.Context(Expr.Env.EMPTY, null, false))
        : toolbox.contexts().of(registration.call());
  }

  private String description(Registration registration, boolean defined) {
    Expr second = registration.argument(1);
    if (defined || registration.method().equals("registerPrompt")) {
      return toolbox.text(defined ? registration.argument(0) : second, "description");
    }
    if (registration.arguments().size() < 3) {
      return null;
    }
    String text = toolbox.literals().text(second);
    return toolbox.values().follow(second).kind().equals("object") ? null : text;
  }

  private List<Integer> agent(Registration registration) {
    boolean bare =
        switch (registration.method()) {
          case "prompt" -> registration.arguments().size() < 3;
          case "registerPrompt" -> toolbox.member(registration.argument(1), "argsSchema") == null;
          default -> false;
        };
    return bare ? List.of() : List.of(0);
  }
}
