package io.mcpscore.engine.mcp.js;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.mcp.McpModel.PromptDeclaration;
import io.mcpscore.engine.mcp.McpModel.ResourceDeclaration;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.js.ScriptSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Servers of the low-level style: a handler that lists, and a handler that is called with a name
 * and dispatches. Both are found through {@code setRequestHandler} and belong together when they
 * are registered nearest to each other.
 */
final class RequestHandlers {

  private static final List<Integer> REQUEST = List.of(0);

  private final Toolbox toolbox;
  private final Findings findings;
  private final Alternatives alternatives;

  RequestHandlers(Toolbox toolbox, Findings findings) {
    this.toolbox = toolbox;
    this.findings = findings;
    this.alternatives = new Alternatives(toolbox.values());
  }

  /** Reads the {@code setRequestHandler} calls of a repository. */
  void read(List<Registration> requests) {
    for (Registration request : requests) {
      switch (method(request)) {
        case "tools/list" -> list(request, "tools", partner(request, requests, "tools/call"));
        case "prompts/list" -> list(request, "prompts", partner(request, requests, "prompts/get"));
        case "resources/list" ->
            list(request, "resources", partner(request, requests, "resources/read"));
        case "resources/templates/list" ->
            list(request, "resourceTemplates", partner(request, requests, "resources/read"));
        case "tools/call", "prompts/get", "resources/read" -> answers(request);
        default -> {
          // No concern of a scan.
        }
      }
    }
  }

  private void answers(Registration request) {
    Expr function = toolbox.handlers().function(request.last());
    if (function != null && function.module().isFunction(function.node())) {
      findings.dispatchers.add(Handlers.whole(function, REQUEST));
    }
  }

  /** The protocol method of a request schema: {@code ListToolsRequestSchema} is tools/list. */
  private String method(Registration request) {
    Expr first = request.argument(0);
    String text = toolbox.literals().text(first);
    String written = text == null || !text.contains("/") ? ownSchema(first) : text;
    if (written != null) {
      return written;
    }
    String external = toolbox.values().external(first);
    String name = external.isEmpty() ? first.source() : external;
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "ListToolsRequestSchema" -> "tools/list";
      case "CallToolRequestSchema" -> "tools/call";
      case "ListPromptsRequestSchema" -> "prompts/list";
      case "GetPromptRequestSchema" -> "prompts/get";
      case "ListResourcesRequestSchema" -> "resources/list";
      case "ListResourceTemplatesRequestSchema" -> "resources/templates/list";
      case "ReadResourceRequestSchema" -> "resources/read";
      default -> "";
    };
  }

  /**
   * The method in a schema that the repository writes itself: {@code z.object({method:
   * z.literal("tools/list")})}, or an object with the text as it is; else null.
   */
  private String ownSchema(Expr schema) {
    Expr made = toolbox.values().follow(schema);
    Expr object = made.kind().equals("call_expression") ? argument(made) : made;
    Expr method = toolbox.member(object, "method");
    Expr value = method == null ? null : toolbox.values().follow(method);
    boolean literal = value != null && value.kind().equals("call_expression");
    return value == null ? null : toolbox.literals().text(literal ? argument(value) : value);
  }

  private static Expr argument(Expr call) {
    return call.at(ScriptSyntax.argument(call.tree(), call.node(), 0));
  }

  /** The nearest registration of a method: in the same function, the same file, anywhere. */
  private Registration partner(Registration of, List<Registration> all, String method) {
    List<Registration> fitting = all.stream().filter(r -> method(r).equals(method)).toList();
    List<Registration> near =
        fitting.stream().filter(r -> r.call().module().equals(of.call().module())).toList();
    return near.stream()
        .filter(r -> r.enclosingFunction() == of.enclosingFunction())
        .findFirst()
        .or(() -> near.stream().findFirst())
        .or(() -> fitting.size() == 1 ? fitting.stream().findFirst() : Optional.empty())
        .orElse(null);
  }

  private void list(Registration request, String member, Registration call) {
    Expr function = toolbox.handlers().function(request.last());
    List<Expr> items = new ArrayList<>();
    boolean complete = function != null;
    if (function != null) {
      for (Expr result : results(function, member)) {
        Expr list = toolbox.values().member(result, member);
        Elements.Items found =
            list == null ? new Elements.Items(List.of(), false) : toolbox.elements().of(list);
        items.addAll(found.items());
        complete &= found.complete();
      }
    }
    Dispatch dispatch =
        Dispatch.of(toolbox, call == null ? null : toolbox.handlers().function(call.last()));
    String what = member.substring(0, 1).toUpperCase(Locale.ROOT) + member.substring(1);
    int before = size();
    for (Expr item : items) {
      switch (member) {
        case "tools" -> tool(item, dispatch, items.size() == 1 && complete);
        case "prompts" -> prompt(item, dispatch);
        default -> resource(item, dispatch);
      }
    }
    if (!complete || size() - before < items.size()) {
      findings.unresolved(
          what.equals("ResourceTemplates") ? "Resource templates" : what, request.call());
    }
  }

  /** What a function returns; where it hands over to one with several results, all of those. */
  private List<Expr> results(Expr function, String member) {
    List<Expr> found = new ArrayList<>();
    for (int result : ScriptSyntax.returns(function.tree(), function.node())) {
      Expr at = toolbox.values().follow(function.at(result));
      Expr callee = at.kind().equals("call_expression") ? toolbox.values().callee(at) : null;
      if (callee == null) {
        found.addAll(alternatives.having(member, function.at(result)));
      } else {
        Expr bound = toolbox.values().bind(callee, at);
        ScriptSyntax.returns(callee.tree(), callee.node())
            .forEach(r -> found.addAll(alternatives.having(member, bound.at(r))));
      }
    }
    return found;
  }

  private int size() {
    return findings.tools.size() + findings.prompts.size() + findings.resources.size();
  }

  private void tool(Expr item, Dispatch dispatch, boolean only) {
    String name = toolbox.text(item, "name");
    if (name == null || name.equals(Literals.UNKNOWN)) {
      return;
    }
    Expr at = place(item);
    Expr annotations = toolbox.member(item, "annotations");
    JsonNode hints = toolbox.literals().json(annotations);
    String title = toolbox.text(item, "title");
    findings.tools.add(
        new ToolDeclaration(
            at.module(),
            at.node(),
            SdkNames.SDK,
            name,
            title != null ? title : toolbox.text(annotations, "title"),
            toolbox.text(item, "description"),
            toolbox.schemas().of(toolbox.member(item, "inputSchema")),
            hints.isObject() && !hints.isEmpty() ? hints : null,
            dispatch.handler(name, toolbox.member(item, "name"), only)));
  }

  /** Where a tool is defined: where its name is written, when a helper makes its definition. */
  private Expr place(Expr item) {
    Expr at = toolbox.values().follow(item);
    Expr name = at.env().isEmpty() ? null : toolbox.values().follow(toolbox.member(item, "name"));
    boolean inside =
        name == null
            || (name.module().equals(at.module()) && at.tree().within(name.node(), at.node()));
    return inside || !name.kind().equals("string") ? at : name;
  }

  private void prompt(Expr item, Dispatch dispatch) {
    String name = toolbox.text(item, "name");
    if (name != null && !name.equals(Literals.UNKNOWN)) {
      Expr at = toolbox.values().follow(item);
      findings.prompts.add(
          new PromptDeclaration(
              at.module(),
              at.node(),
              name,
              toolbox.text(item, "description"),
              dispatch.handler(name, toolbox.member(item, "name"), true)));
    }
  }

  private void resource(Expr item, Dispatch dispatch) {
    Expr at = toolbox.values().follow(item);
    if (!at.kind().equals("object")) {
      return;
    }
    String uri = toolbox.text(item, "uri");
    String address = uri != null ? uri : toolbox.text(item, "uriTemplate");
    Handler handler = dispatch.whole(REQUEST);
    findings.resources.add(
        new ResourceDeclaration(
            at.module(),
            at.node(),
            toolbox.text(item, "name"),
            Literals.UNKNOWN.equals(address) ? null : address,
            toolbox.text(item, "description"),
            handler));
  }
}
