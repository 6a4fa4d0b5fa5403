package io.mcpscore.engine.check.rce;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Libraries that put their arguments into the argument list of git as they are. */
final class GitLibraries {

  private static final Pattern PYTHON_IMPORT =
      Pattern.compile(
          "(?m)^\\s{0,20}(?:import|from)\\s{1,5}(?:\\w{1,40}\\s{0,3},\\s{0,3}){0,10}git\\b");

  private static final Pattern SIMPLE =
      Pattern.compile("simple-git(?:\\.(?:default|simpleGit|gitP))?\\(\\)\\.\\w{1,30}");

  /** Methods of simple-git of which the arguments are handed on. */
  private static final Set<String> SIMPLE_GIT =
      Set.of(
          "raw",
          "clone",
          "mirror",
          "checkout",
          "checkoutBranch",
          "checkoutLocalBranch",
          "diff",
          "diffSummary",
          "log",
          "show",
          "branch",
          "push",
          "pull",
          "fetch",
          "merge",
          "rebase",
          "reset",
          "revparse",
          "tag",
          "addTag",
          "rm",
          "clean",
          "stash",
          "listRemote",
          "catFile",
          "submoduleAdd",
          "addRemote",
          "archive",
          "grep",
          "mv");

  private GitLibraries() {}

  /** One call with the arguments that git gets. */
  record GitCall(SourceModule module, int node, List<Argument> arguments) {}

  /** Every such call of a repository. */
  static List<GitCall> all(CheckContext context) {
    List<GitCall> out = new ArrayList<>();
    for (Call call : context.calls().all()) {
      boolean simple =
          call.callee().startsWith("simple-git") && SIMPLE.matcher(call.callee()).matches();
      if (simple && SIMPLE_GIT.contains(Expressions.calledName(call.tree(), call.node()))) {
        out.add(new GitCall(call.module(), call.node(), flat(call.module(), call.node())));
      }
    }
    for (SourceModule module : context.program().modules()) {
      boolean python = !module.file().language().isScript();
      if (python
          && module.file().text().holds(".git.")
          && PYTHON_IMPORT.matcher(text(module)).find()) {
        addPython(module, out);
      }
    }
    return out;
  }

  private static String text(SourceModule module) {
    return module.tree().text(0);
  }

  /** {@code repo.git.checkout(x)}: whatever {@code repo} is, {@code git} passes everything on. */
  private static void addPython(SourceModule module, List<GitCall> out) {
    SyntaxTree tree = module.tree();
    ExternalCalls.nodes(tree)
        .filter(n -> isCommand(tree, n))
        .forEach(n -> out.add(new GitCall(module, n, flat(module, n))));
  }

  private static boolean isCommand(SyntaxTree tree, int call) {
    int owner = Expressions.owner(tree, call);
    return tree.is(owner, "attribute")
        && tree.text(tree.child(owner, "attribute")).equals("git")
        && !Expressions.calledName(tree, call).matches("custom_environment|update_environment");
  }

  /** Positional arguments; lists and spread lists by their items. */
  private static List<Argument> flat(SourceModule module, int call) {
    SyntaxTree tree = module.tree();
    List<Argument> out = new ArrayList<>();
    tree.namedChildren(tree.child(call, "arguments"))
        .filter(a -> !tree.is(a, "keyword_argument") && !tree.is(a, "dictionary_splat"))
        .filter(a -> !tree.is(a, "object") && !tree.is(a, "arrow_function"))
        .forEach(
            a -> {
              boolean spread = tree.is(a, "list_splat") || tree.is(a, "spread_element");
              int list = spread ? tree.namedChild(a, 0) : a;
              int value = Expressions.valueOf(module, list);
              if (spread || tree.is(value, "array") || tree.is(value, "list")) {
                out.addAll(ArgumentLists.of(module, list, call));
              } else {
                out.add(new Argument(a, false));
              }
            });
    return out;
  }
}
