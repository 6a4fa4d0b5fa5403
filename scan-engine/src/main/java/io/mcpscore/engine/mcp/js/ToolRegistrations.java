package io.mcpscore.engine.mcp.js;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import java.util.List;
import java.util.Set;

/**
 * Tools registered one by one: {@code server.tool(name, [description], [shape], [annotations],
 * callback)}, {@code registerTool(name, config, callback)}, {@code registerToolTask(name, config,
 * {createTask})} and FastMCP's {@code addTool({name, description, parameters, execute})}.
 */
final class ToolRegistrations {

  private static final Set<String> HINTS =
      Set.of("title", "readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint");
  private static final List<Integer> FIRST = List.of(0);

  private final Toolbox toolbox;
  private final Findings findings;

  ToolRegistrations(Toolbox toolbox, Findings findings) {
    this.toolbox = toolbox;
    this.findings = findings;
  }

  /** Reads one registering call; it may stand for several tools when it is in a loop or helper. */
  void read(Registration registration) {
    if (registration.method().equals("addTools")) {
      Elements.Items items = toolbox.elements().of(registration.argument(0));
      items.items().forEach(i -> definition(i, i));
      if (!items.complete()) {
        findings.unresolved("Tools", registration.call());
      }
      return;
    }
    if (isKnown(name(registration))) {
      declare(registration, registration.call());
      return;
    }
    boolean resolved = false;
    boolean complete = true;
    for (Contexts.Context context : toolbox.contexts().of(registration.call())) {
      Registration here = registration.in(context.env());
      if (context.origin() != null && isKnown(name(here))) {
        declare(here, context.origin());
        resolved |= context.origin().module().file().role().deducts();
      } else {
        complete = false;
      }
    }
    if (!resolved) {
      partial(registration);
    } else if (!complete) {
      findings.unresolved("A tool", registration.call());
    }
  }

  /** A name of which a part is known still names a tool; one of which nothing is known does not. */
  private void partial(Registration registration) {
    String name = name(registration);
    if (name != null && !name.equals(Literals.UNKNOWN)) {
      declare(registration, registration.call());
    } else {
      findings.unresolved("A tool", registration.call());
    }
  }

  private static boolean isKnown(String name) {
    return name != null && !name.contains(Literals.UNKNOWN);
  }

  private String name(Registration registration) {
    Expr first = registration.argument(0);
    return registration.method().equals("addTool")
        ? toolbox.text(first, "name")
        : toolbox.literals().text(first);
  }

  private void declare(Registration registration, Expr at) {
    switch (registration.method()) {
      case "addTool" -> definition(registration.argument(0), at);
      case "tool" -> overloaded(registration, at);
      default -> configured(registration, at);
    }
  }

  private void definition(Expr tool, Expr at) {
    String name = toolbox.text(tool, "name");
    if (name == null || name.equals(Literals.UNKNOWN)) {
      findings.unresolved("A tool", at);
      return;
    }
    Expr annotations = toolbox.member(tool, "annotations");
    Expr schema = first(tool, "parameters", "inputSchema", "schema");
    Handler handler =
        toolbox
            .handlers()
            .of(
                first(tool, "execute", "handler", "run", "callback", "cb"),
                FIRST,
                toolbox.member(tool, "name"));
    String title =
        toolbox.text(tool, "title") != null
            ? toolbox.text(tool, "title")
            : toolbox.text(annotations, "title");
    add(
        SdkNames.FASTMCP,
        at,
        name,
        title,
        toolbox.text(tool, "description"),
        schema,
        annotations,
        handler);
  }

  private Expr first(Expr object, String... members) {
    for (String member : members) {
      Expr found = toolbox.member(object, member);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private void overloaded(Registration registration, Expr at) {
    String description = null;
    Expr schema = null;
    Expr annotations = null;
    List<Expr> arguments = registration.arguments();
    int callback = callback(arguments);
    List<Expr> middle = arguments.subList(1, Math.max(1, callback));
    boolean unknownMiddle = false;
    for (int i = 0; i < middle.size(); i++) {
      Expr argument = middle.get(i);
      switch (toolbox.values().follow(argument).kind()) {
        case "string", "template_string", "binary_expression" ->
            description = toolbox.literals().text(argument);
        default -> {
          JsonNode stated = isAnnotations(argument) ? null : toolbox.schemas().of(argument);
          if (isAnnotations(argument)) {
            annotations = argument;
          } else if (stated != null) {
            schema = argument;
          } else if (i == 0 && description == null && isText(argument, middle.size())) {
            description = toolbox.literals().text(argument);
          } else {
            unknownMiddle = true;
          }
        }
      }
    }
    boolean takesArguments = schema != null || unknownMiddle;
    Handler handler =
        toolbox
            .handlers()
            .of(
                registration.argument(callback),
                takesArguments ? FIRST : List.of(),
                registration.argument(0));
    String name = toolbox.literals().text(registration.argument(0));
    add(
        SdkNames.SDK,
        at,
        name,
        toolbox.text(annotations, "title"),
        description,
        schema,
        annotations,
        handler);
  }

  /** Place of the callback: the last argument, or a function before an object that is ignored. */
  private int callback(List<Expr> arguments) {
    int last = arguments.size() - 1;
    boolean ignored =
        last > 1 && toolbox.values().follow(arguments.get(last)).kind().equals("object");
    for (int i = 1; ignored && i < last; i++) {
      if (toolbox.values().function(arguments.get(i)) != null) {
        return i;
      }
    }
    return last;
  }

  /** An unknown value right after the name is a description when a schema follows it. */
  private boolean isText(Expr argument, int middle) {
    return !Literals.UNKNOWN.equals(toolbox.literals().text(argument)) || middle > 1;
  }

  private boolean isAnnotations(Expr argument) {
    Expr at = toolbox.values().follow(argument);
    return at.kind().equals("object")
        && HINTS.stream().anyMatch(h -> toolbox.member(at, h) != null)
        && !toolbox.schemas().isShape(at);
  }

  private void configured(Registration registration, Expr at) {
    Expr config = registration.argument(1);
    Expr schema = toolbox.member(config, "inputSchema");
    Expr annotations = toolbox.member(config, "annotations");
    Expr callback = registration.last();
    Expr task = toolbox.member(callback, "createTask");
    boolean known = config != null && toolbox.values().follow(config).kind().equals("object");
    List<Integer> agent = schema == null && known ? List.of() : FIRST;
    String title = toolbox.text(config, "title");
    add(
        SdkNames.SDK,
        at,
        toolbox.literals().text(registration.argument(0)),
        title != null ? title : toolbox.text(annotations, "title"),
        known ? toolbox.text(config, "description") : Literals.UNKNOWN,
        schema,
        annotations,
        toolbox.handlers().of(task != null ? task : callback, agent, registration.argument(0)));
  }

  private void add(
      String framework,
      Expr at,
      String name,
      String title,
      String description,
      Expr schema,
      Expr annotations,
      Handler handler) {
    JsonNode hints = toolbox.literals().json(annotations);
    findings.tools.add(
        new ToolDeclaration(
            at.module(),
            at.node(),
            framework,
            name,
            title,
            description,
            toolbox.schemas().of(schema),
            hints.isObject() && !hints.isEmpty() ? hints : null,
            handler));
  }
}
