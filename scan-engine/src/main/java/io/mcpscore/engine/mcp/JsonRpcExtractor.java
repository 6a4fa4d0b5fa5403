package io.mcpscore.engine.mcp;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.Faults;
import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.mcp.McpModel.ServerDeclaration;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.py.PyArguments;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Servers that speak the protocol without any library: code that tests a request's method for
 * {@code tools/list} and {@code tools/call}, with lists of tools as literals.
 */
public final class JsonRpcExtractor implements ExtractorStrategy {

  /** What the declarations call this way of writing a server. */
  static final String FRAMEWORK = "json-rpc";

  private static final String LIST = "tools/list";
  private static final String CALL = "tools/call";
  private static final List<String> SCHEMAS =
      List.of("inputSchema", "input_schema", "parameters", "schema");

  @Override
  public McpModel extract(Program program, List<SourceFile> files, Faults faults) {
    List<SourceModule> speaking =
        program.modules().stream()
            .filter(m -> m.file().text().holds(CALL) || m.file().text().holds(LIST))
            .toList();
    NameTests methods = new NameTests(program, speaking);
    List<Handler> calls = without(methods.of(CALL), methods.of(LIST));
    List<Handler> lists = without(methods.of(LIST), methods.of(CALL));
    if (calls.isEmpty() || lists.isEmpty()) {
      return new McpModel(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }
    Handler list = offered(lists);
    ServerDeclaration server =
        new ServerDeclaration(
            list.module(), list.region(), FRAMEWORK, name(program, speaking), null);
    List<SourceModule> near = near(program, speaking);
    NameTests names = new NameTests(program, near);
    List<ToolDeclaration> tools = new ArrayList<>();
    for (SourceModule module : near) {
      faults.run(
          "The list of tools of " + module.file().path(),
          () -> tools(program, module, names, offered(calls), tools));
    }
    return new McpModel(List.of(server), tools, List.of(), List.of(), calls, List.of());
  }

  /** The first that is no test or example, if there is one. */
  private static Handler offered(List<Handler> handlers) {
    return handlers.stream()
        .filter(h -> h.module().file().role().deducts())
        .findFirst()
        .orElse(handlers.getFirst());
  }

  /** Whoever does the same for both methods, such as a client, answers neither. */
  private static List<Handler> without(List<Handler> some, List<Handler> others) {
    return some.stream().filter(h -> !others.contains(h)).toList();
  }

  /** The modules in the folders of the speaking ones and below. */
  private static List<SourceModule> near(Program program, List<SourceModule> speaking) {
    List<String> folders = speaking.stream().map(m -> m.file().directory()).distinct().toList();
    return program.modules().stream()
        .filter(m -> folders.stream().anyMatch(f -> isIn(m.file().directory(), f)))
        .toList();
  }

  /** Whether a folder is another one or lies in it; both end in a slash, or are the root. */
  static boolean isIn(String directory, String folder) {
    return directory.startsWith(folder);
  }

  /** The name that the server announces, or null. */
  private static String name(Program program, List<SourceModule> modules) {
    return modules.stream()
        .flatMap(
            m ->
                objects(m.tree())
                    .map(o -> text(program, m, member(program, m, o, "serverInfo"), "name")))
        .filter(n -> n != null)
        .findFirst()
        .orElse(null);
  }

  /** Literals, and in Python calls that may make an object of a class for tools. */
  private static Stream<Integer> objects(SyntaxTree tree) {
    return tree.ofKinds("object", "dictionary", "call").boxed();
  }

  private static void tools(
      Program program,
      SourceModule module,
      NameTests names,
      Handler call,
      List<ToolDeclaration> out) {
    for (int object : objects(module.tree()).toList()) {
      String name = text(program, module, object, "name");
      String description = text(program, module, object, "description");
      JsonNode schema = schema(program, module, object);
      if (name != null && description != null && schema != null) {
        out.add(
            new ToolDeclaration(
                module,
                object,
                FRAMEWORK,
                name,
                text(program, module, object, "title"),
                description,
                schema.isObject() ? schema : null,
                null,
                handler(names.of(name), module, call)));
      }
    }
  }

  /** The code for a tool, best of the file that defines it; else what answers all calls. */
  private static Handler handler(List<Handler> named, SourceModule module, Handler call) {
    return named.stream()
        .filter(h -> h.module().equals(module))
        .findFirst()
        .or(() -> named.stream().findFirst())
        .orElse(call);
  }

  /** The schema as far as it is a constant; a missing node for a computed one, null for none. */
  private static JsonNode schema(Program program, SourceModule module, int object) {
    return SCHEMAS.stream()
        .map(s -> member(program, module, object, s))
        .filter(v -> v != NONE)
        .map(v -> program.constant(module, v))
        .findFirst()
        .orElse(null);
  }

  private static String text(Program program, SourceModule module, int object, String name) {
    int value = object == NONE ? NONE : member(program, module, object, name);
    JsonNode constant = value == NONE ? null : program.constant(module, value);
    return constant == null || !constant.isTextual() ? null : constant.textValue();
  }

  private static int member(Program program, SourceModule module, int object, String name) {
    SyntaxTree tree = module.tree();
    if (tree.is(object, "call")) {
      return PyArguments.of(tree, object).named(name);
    }
    return tree.namedChildren(object)
        .filter(p -> tree.is(p, "pair"))
        .filter(p -> key(program, module, tree.child(p, "key")).equals(name))
        .map(p -> tree.child(p, "value"))
        .findFirst()
        .orElse(NONE);
  }

  private static String key(Program program, SourceModule module, int key) {
    SyntaxTree tree = module.tree();
    return tree.is(key, "property_identifier")
        ? tree.text(key)
        : program.constant(module, key).asText();
  }
}
