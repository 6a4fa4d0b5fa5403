package io.mcpscore.engine.mcp.py;

import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.mcp.McpModel.PromptDeclaration;
import io.mcpscore.engine.mcp.McpModel.ResourceDeclaration;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.mcp.py.LowLevelHooks.Hook;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.py.PySyntax;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Declarations of servers that list their tools themselves and dispatch by name. */
final class LowLevelServers {

  private static final String UNKNOWN = "*";

  private final PyNames names;
  private final PyProtocolItems items;
  private final PyHandlers handlers;
  private final List<SourceModule> modules;
  private final PyTables tables;
  private final PyRuns runs;
  private final PyToolClasses classes;
  private final PyMethodNames methodNames;
  private List<PyNode> elsewhere;
  private boolean objectsTaken;

  LowLevelServers(
      PyNames names,
      PyTexts texts,
      PyTypes types,
      PyHandlers handlers,
      PyTables tables,
      PyRuns runs,
      List<SourceModule> modules) {
    this.names = names;
    this.tables = tables;
    this.runs = runs;
    this.items = new PyProtocolItems(names, texts, types);
    this.handlers = handlers;
    this.modules = modules;
    this.classes = new PyToolClasses(names, texts, types, handlers);
    this.methodNames = new PyMethodNames(texts, handlers, modules);
  }

  /** A function that answers calls, with its branches. */
  private record Answer(Hook hook, PyDispatch dispatch, Handler whole) {
    Map<String, Handler> branches() {
      return dispatch.branches();
    }

    boolean knowsNames() {
      return !dispatch.branches().isEmpty() || !dispatch.lookups().isEmpty();
    }
  }

  /** A tool is one at its place, whichever server lists it. */
  private record Taken(SourceModule module, int node, String name) {
    static Taken of(ToolDeclaration tool) {
      return new Taken(tool.module(), tool.node(), tool.name());
    }
  }

  void declare(List<Hook> hooks, PyFound found) {
    List<Answer> calls = answers(hooks, Hook.Kind.CALL_TOOL);
    List<Answer> prompts = answers(hooks, Hook.Kind.GET_PROMPT);
    List<Answer> reads = answers(hooks, Hook.Kind.READ_RESOURCE);
    for (List<Answer> answers : List.of(calls, prompts, reads)) {
      answers.forEach(a -> found.dispatchers().add(a.whole()));
    }
    Set<Taken> taken = new HashSet<>();
    for (Hook hook : hooks) {
      switch (hook.kind()) {
        case LIST_TOOLS -> tools(hook, calls, taken, found);
        case LIST_PROMPTS -> {
          List<Answer> near = nearestFirst(prompts, hook);
          for (PyNode item : listed(hook).items()) {
            found.prompts().add(prompt(item, hook, near));
          }
        }
        case LIST_RESOURCES -> {
          List<Answer> near = nearestFirst(reads, hook);
          for (PyNode item : listed(hook).items()) {
            found.resources().add(resource(item, hook, near));
          }
        }
        default -> {}
      }
    }
  }

  private PyItems listed(Hook hook) {
    PyItems out = new PyItems(names, tables, runs);
    out.addReturns(hook.function());
    return out;
  }

  private List<Answer> answers(List<Hook> hooks, Hook.Kind kind) {
    List<Answer> out = new ArrayList<>();
    for (Hook hook : hooks) {
      if (hook.kind() == kind) {
        List<Integer> agent = handlers.agentParameters(hook.function(), Set.of());
        PyDispatch dispatch =
            new PyDispatch(names, handlers, new PyLookups(names, tables, handlers));
        if (!agent.isEmpty()) {
          dispatch.read(hook.function(), agent.getFirst());
        }
        boolean byName = kind != Hook.Kind.READ_RESOURCE && !hook.wholeRequest();
        List<Integer> chosen = byName && agent.size() > 1 ? agent.subList(1, agent.size()) : agent;
        out.add(new Answer(hook, dispatch, handlers.whole(hook.function(), chosen)));
      }
    }
    return out;
  }

  private void tools(Hook hook, List<Answer> calls, Set<Taken> taken, PyFound found) {
    PyItems listed = listed(hook);
    List<PyNode> tools = new ArrayList<>(listed.items().stream().filter(this::isTool).toList());
    if (!listed.isComplete()) {
      tools.addAll(elsewhere());
      found
          .notes()
          .add(
              "The list of tools in %s is put together at run time; tools found elsewhere were added."
                  .formatted(hook.function().module().file().path()));
    }
    if (tools.isEmpty() || tools.stream().anyMatch(t -> items.text(t, "name") == null)) {
      objects(hook, calls, taken, found);
      // One that stands for each object or function that is listed, once those are known.
      tools.removeIf(t -> items.text(t, "name") == null && !found.tools().isEmpty());
    }
    long count = tools.stream().distinct().count();
    List<Answer> near = nearestFirst(calls, hook);
    for (PyNode item : tools) {
      String name = items.text(item, "name");
      PyNode place = place(item);
      // Most servers of one repository list the same tools, of which the first one counts.
      if (taken.add(new Taken(place.module(), place.node(), name == null ? UNKNOWN : name))) {
        found.tools().add(tool(item, name, place, hook, handler(name, hook, near, count == 1)));
      }
    }
  }

  /** Adds the tools that are objects of classes, which are the same for all servers. */
  private void objects(Hook hook, List<Answer> calls, Set<Taken> taken, PyFound found) {
    if (objectsTaken) {
      return;
    }
    objectsTaken = true;
    Set<String> methods = new TreeSet<>();
    calls.forEach(c -> methods.addAll(c.dispatch().methods()));
    for (ToolDeclaration tool : classes.of(methods, modules, hook.framework())) {
      if (taken.add(Taken.of(tool))) {
        found.tools().add(tool);
      }
    }
  }

  private boolean isTool(PyNode item) {
    return items.value(item, "name").isPresent()
        || (item.is("call") && !item.arguments().keywordSpreads().isEmpty());
  }

  /** Every {@code mcp.types.Tool(…)} of the repository, looked for once for all servers. */
  private List<PyNode> elsewhere() {
    if (elsewhere == null) {
      elsewhere = toolObjects();
    }
    return elsewhere;
  }

  private List<PyNode> toolObjects() {
    List<PyNode> out = new ArrayList<>();
    for (SourceModule module : modules) {
      for (int node : module.tree().ofKinds("call").toArray()) {
        PyNode call = new PyNode(module, node);
        if (PyFrameworks.isProtocolType(names.external(call.callee()), "Tool")
            && items.value(call, "name").isPresent()) {
          out.add(call);
        }
      }
    }
    return out;
  }

  private ToolDeclaration tool(PyNode item, String name, PyNode place, Hook hook, Handler handler) {
    return new ToolDeclaration(
        place.module(),
        place.node(),
        hook.framework(),
        name == null ? UNKNOWN : name,
        items.text(item, "title"),
        items.text(item, "description"),
        items.inputSchema(item),
        items.annotations(item),
        handler);
  }

  /** Of an item that is made for each row of a table, where the row has the name. */
  private PyNode place(PyNode item) {
    PyNode name = names.meaning(items.value(item, "name"));
    return item.run() != PyRun.ANY && name.kind().endsWith("string") ? name : item;
  }

  private PromptDeclaration prompt(PyNode item, Hook hook, List<Answer> near) {
    String name = items.text(item, "name");
    return new PromptDeclaration(
        item.module(),
        item.node(),
        name == null ? UNKNOWN : name,
        items.text(item, "description"),
        handler(name, hook, near, false));
  }

  private ResourceDeclaration resource(PyNode item, Hook hook, List<Answer> near) {
    String uri = items.text(item, "uri");
    String template = items.text(item, "uriTemplate");
    if (template == null) {
      template = items.text(item, "uri_template");
    }
    return new ResourceDeclaration(
        item.module(),
        item.node(),
        items.text(item, "name"),
        uri == null ? template : uri,
        items.text(item, "description"),
        handler(uri, hook, near, false));
  }

  /**
   * Answers in the order in which they are asked for what a hook lists: that of the same server
   * first, then those that know names. Repositories with hundreds of servers have few of these.
   */
  private static List<Answer> nearestFirst(List<Answer> answers, Hook hook) {
    Comparator<Answer> nearness = Comparator.comparingInt(a -> distance(a.hook(), hook));
    List<Answer> out = new ArrayList<>();
    answers.stream().min(nearness).ifPresent(out::add);
    answers.stream().filter(Answer::knowsNames).sorted(nearness).forEach(out::add);
    return out;
  }

  /**
   * The branch of a name; else a function without any branches.
   *
   * @param near see {@link #nearestFirst}
   */
  private Handler handler(String name, Hook hook, List<Answer> near, boolean only) {
    for (Answer answer : near) {
      if (answer.branches().containsKey(name)) {
        return answer.branches().get(name);
      }
      for (PyNode lookup : answer.dispatch().lookups()) {
        Optional<Handler> found = methodNames.of(lookup, name == null ? UNKNOWN : name);
        if (found.isPresent()) {
          return found.get();
        }
      }
    }
    boolean whole = !near.isEmpty() && (near.getFirst().branches().isEmpty() || only);
    return whole && PySyntax.isFunction(hook.function().tree(), hook.function().node())
        ? near.getFirst().whole()
        : null;
  }

  private static int distance(Hook answer, Hook list) {
    if (answer.server().equals(list.server())) {
      return 0;
    }
    boolean sameFile = answer.function().module().equals(list.function().module());
    String a = answer.function().module().file().directory();
    String b = list.function().module().file().directory();
    int common = 0;
    while (common < Math.min(a.length(), b.length()) && a.charAt(common) == b.charAt(common)) {
      common++;
    }
    return sameFile ? 1 : Integer.MAX_VALUE - common;
  }
}
