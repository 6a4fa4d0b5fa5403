package io.mcpscore.engine.check.rce;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.GivenValues;
import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Libraries of Python that make a program an object, to which arguments are bound or handed: {@code
 * sh.git("log", x)}, {@code local["ffmpeg"]["-i", x]()}.
 */
final class BoundPrograms {

  private static final List<String> WORDS = List.of("import sh", "from sh", "plumbum");

  /** Group 1 is the program. */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?:sh|plumbum\\.cmd)\\.([a-z][\\w.-]{0,40}?)(?:\\.bake\\(\\)|\\.\\w{1,30}(?<!\\.bake))?");

  private static final Pattern MADE =
      Pattern.compile("sh\\.Command\\(\\)(?:\\.bake(?:\\(\\))?){0,3}");
  private static final int MOST_BOUND = 6;

  private BoundPrograms() {}

  /** One use of such an object with the arguments that the program gets. */
  record Use(SourceModule module, int node, List<Argument> arguments) {}

  /** Every use of a program of which options are dangerous. */
  static List<Use> all(CheckContext context) {
    List<Use> out = new ArrayList<>();
    for (SourceModule module : context.program().modules()) {
      if (!module.file().language().isScript() && Mentions.in(module, WORDS)) {
        context.calls().in(module).stream()
            .filter(BoundPrograms::isDangerous)
            .forEach(c -> out.add(new Use(module, c.node(), handed(module, c.node()))));
        ExternalCalls.nodes(module.tree()).forEach(n -> addBound(context, module, n, out));
      }
    }
    return out;
  }

  private static boolean isDangerous(Call call) {
    Matcher named = NAMED.matcher(call.callee());
    if (named.matches() && !named.group(1).equals("Command")) {
      return OptionPrograms.isDangerous(named.group(1));
    }
    // What the object is called is all that says what it runs.
    String text = call.tree().text(call.function());
    String name = text.substring(text.lastIndexOf('.') + 1);
    return MADE.matcher(call.callee()).matches() && OptionPrograms.isDangerous(name);
  }

  private static List<Argument> handed(SourceModule module, int call) {
    SyntaxTree tree = module.tree();
    List<Argument> out = new ArrayList<>();
    tree.namedChildren(tree.child(call, "arguments"))
        .filter(a -> !tree.is(a, "keyword_argument") && !tree.is(a, "dictionary_splat"))
        .forEach(a -> add(module, a, call, out));
    return out;
  }

  private static void add(SourceModule module, int item, int use, List<Argument> out) {
    SyntaxTree tree = module.tree();
    if (tree.is(item, "list_splat")) {
      out.addAll(ArgumentLists.of(module, tree.namedChild(item, 0), use));
    } else {
      out.add(new Argument(item, false));
    }
  }

  /** {@code program["-i", x]()}: what stands between the brackets, from the first to the last. */
  private static void addBound(
      CheckContext context, SourceModule module, int call, List<Use> uses) {
    SyntaxTree tree = module.tree();
    List<Argument> arguments = new ArrayList<>();
    int at = bound(module, tree.child(call, "function"));
    for (int i = 0; i < MOST_BOUND && tree.is(at, "subscript"); i++) {
      int object = tree.child(at, "value");
      if (tree.text(object).equals("local")) {
        String program = context.program().constant(module, tree.child(at, "subscript")).asText("");
        if (OptionPrograms.isDangerous(program) && !arguments.isEmpty()) {
          arguments.addAll(handed(module, call));
          uses.add(new Use(module, call, arguments));
        }
        return;
      }
      List<Argument> here = new ArrayList<>();
      items(module, at, call, here);
      arguments.addAll(0, here);
      at = bound(module, object);
    }
    boolean named =
        !arguments.isEmpty()
            && context.program().resolve(module, at).orElse(null) instanceof Target.External e
            && e.qualifiedName().startsWith("plumbum.cmd.")
            && OptionPrograms.isDangerous(e.qualifiedName().substring("plumbum.cmd.".length()));
    if (named) {
      uses.add(new Use(module, call, arguments));
    }
  }

  private static int bound(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    int at = Expressions.unwrap(tree, expression);
    List<Integer> given =
        tree.is(at, "identifier") ? GivenValues.of(module, at) : List.<Integer>of();
    return given.size() == 1 ? given.getFirst() : at;
  }

  private static void items(SourceModule module, int subscript, int use, List<Argument> out) {
    SyntaxTree tree = module.tree();
    tree.namedChildren(subscript)
        .skip(1)
        .forEach(
            item -> {
              int inner = Expressions.unwrap(tree, item);
              if (tree.is(inner, "tuple")) {
                tree.namedChildren(inner).forEach(part -> add(module, part, use, out));
              } else if (inner != NONE) {
                add(module, inner, use, out);
              }
            });
  }
}
