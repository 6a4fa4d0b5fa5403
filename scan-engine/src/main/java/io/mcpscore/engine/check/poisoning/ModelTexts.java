package io.mcpscore.engine.check.poisoning;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.poisoning.ModelText.Registered;
import io.mcpscore.engine.check.poisoning.ModelText.Surface;
import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.mcp.McpModel.PromptDeclaration;
import io.mcpscore.engine.mcp.McpModel.ResourceDeclaration;
import io.mcpscore.engine.mcp.McpModel.ServerDeclaration;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.py.PyStrings;
import io.mcpscore.engine.program.py.PySyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every text that the servers of a repository give to the model, with its instructions: metadata of
 * tools, prompts and resources down to parameters, defaults and listed values, instructions of
 * servers, and the literal parts of results.
 */
final class ModelTexts {

  private final CheckContext context;
  private final TextWalk walk;
  private final List<ModelText> found = new ArrayList<>();

  private ModelTexts(CheckContext context) {
    this.context = context;
    this.walk = new TextWalk(context.program());
  }

  /**
   * Texts with what they say.
   *
   * @param all in the order of the model
   */
  record All(List<ReadText> all) {

    All {
      all = List.copyOf(all);
    }
  }

  /**
   * A text with its instructions.
   *
   * @param text the text
   * @param instructions what it tells the model
   */
  record ReadText(ModelText text, List<Instruction> instructions) {}

  /** The texts of a repository, read once for all checks. */
  static List<ReadText> of(CheckContext context) {
    return context.shared(All.class, c -> new All(new ModelTexts(c).read())).all();
  }

  private List<ReadText> read() {
    context.servers().tools().forEach(this::tool);
    context.servers().prompts().forEach(this::prompt);
    context.servers().resources().forEach(this::resource);
    context.servers().servers().forEach(this::server);
    new Carriers(context, walk).find(found);
    Map<String, List<Instruction>> known = new HashMap<>();
    return found.stream()
        .map(t -> new ReadText(t, known.computeIfAbsent(t.text(), InstructionText::read)))
        .toList();
  }

  private void tool(ToolDeclaration t) {
    Registered at = new Registered(t.module(), t.node());
    metadata(Surface.TOOL, t.name(), at, t.description(), t.handler());
    result(Surface.TOOL_RESULT, t.name(), at, t.handler());
  }

  private void prompt(PromptDeclaration p) {
    Registered at = new Registered(p.module(), p.node());
    metadata(Surface.PROMPT, p.name(), at, p.description(), p.handler());
    result(Surface.PROMPT_RESULT, p.name(), at, p.handler());
  }

  private void resource(ResourceDeclaration r) {
    Registered at = new Registered(r.module(), r.node());
    String name = r.name() == null ? r.uri() : r.name();
    metadata(Surface.RESOURCE, name, at, r.description(), r.handler());
    result(Surface.RESOURCE_RESULT, name, at, r.handler());
  }

  private void server(ServerDeclaration s) {
    Registered at = new Registered(s.module(), s.node());
    walk.walk(s.module(), s.node(), sink(Surface.SERVER, s.name(), at));
  }

  private void metadata(
      Surface surface, String name, Registered at, String description, Handler handler) {
    walk.walk(at.module(), at.node(), sink(surface, name, at));
    if (handler == null || !handler.module().tree().is(handler.function(), "function_definition")) {
      return;
    }
    SourceModule module = handler.module();
    SyntaxTree tree = module.tree();
    int string = PySyntax.docstring(tree, handler.function());
    Optional<String> doc =
        string == NONE ? Optional.empty() : PyStrings.decode(tree, string).map(PyStrings::cleandoc);
    if (doc.isPresent() && doc.get().equals(description) && !walk.isKnown(module, string)) {
      found.add(new ModelText(surface, name, at, module, string, doc.get()));
    }
    PySyntax.parameters(tree, handler.function())
        .forEach(
            p -> {
              walk.walk(module, p.type(), sink(surface, name, at));
              walk.walk(module, p.value(), sink(surface, name, at));
            });
  }

  private void result(Surface surface, String name, Registered at, Handler handler) {
    if (handler != null) {
      new ReturnedTexts(context.program(), handler).forEach(sink(surface, name, at));
    }
  }

  private TextWalk.Sink sink(Surface surface, String name, Registered at) {
    return (module, node, text) -> found.add(new ModelText(surface, name, at, module, node, text));
  }
}
