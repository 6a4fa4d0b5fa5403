package io.mcpscore.engine.check.rce;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Calls that have the newest release of a package fetched and run: {@code run("npx", ["-y",
 * "name"])}, {@code subprocess.run(["uvx", "name"])}.
 */
final class FetchedPackages {

  /** Files that hold none of them fetch nothing so. */
  static final List<String> WORDS = List.of("npx", "bunx", "pnpx", "uvx", "pipx", "dlx");

  private static final Set<String> RUNNERS = Set.of("npx", "bunx", "pnpx", "uvx", "pipx");

  /** Runners that take what is installed unless they are told not to ask. */
  private static final Set<String> ASKING = Set.of("npx");

  private static final Set<String> UNASKED = Set.of("-y", "--yes");
  private static final Pattern NAME = Pattern.compile("(?:@[\\w.-]{1,80}/)?[A-Za-z][\\w.-]{0,80}");
  private static final String LATEST = "@latest";
  private static final int MOST_WORDS = 40;

  private final CheckContext context;

  FetchedPackages(CheckContext context) {
    this.context = context;
  }

  /** The package without a version that a call runs, by its name. */
  Optional<String> of(Call call) {
    List<String> words = words(call);
    if (words.isEmpty()) {
      return Optional.empty();
    }
    String program = words.getFirst().replaceFirst("\\.(?:cmd|exe)$", "");
    boolean delegated =
        program.matches("pnpm|yarn") && words.size() > 1 && words.get(1).equals("dlx");
    boolean unasked = !ASKING.contains(program) || words.stream().anyMatch(UNASKED::contains);
    if (!delegated && !(RUNNERS.contains(program) && unasked)) {
      return Optional.empty();
    }
    return words.stream()
        .skip(1)
        .filter(w -> !w.startsWith("-") && !w.equals("dlx") && !w.equals("run"))
        .findFirst()
        .map(w -> w.endsWith(LATEST) ? w.substring(0, w.length() - LATEST.length()) : w)
        .filter(w -> NAME.matcher(w).matches() && !isInstalled(w));
  }

  /** What the manifests name is there already, at the version of the lock file. */
  private boolean isInstalled(String name) {
    return context.files().stream()
        .filter(f -> f.path().endsWith("package.json") || f.path().endsWith("pyproject.toml"))
        .anyMatch(f -> f.text().holds("\"" + name + "\"") || f.text().holds("\"" + name + "="));
  }

  /** The constant words of a command up to the first that is not; none when it names no runner. */
  private List<String> words(Call call) {
    SourceModule module = call.module();
    List<Integer> given = call.arguments();
    List<String> out = new ArrayList<>();
    if (given.isEmpty()) {
      return out;
    }
    SyntaxTree tree = module.tree();
    int first = Expressions.valueOf(module, given.getFirst());
    if (isList(tree, first)) {
      items(module, first, out);
      return out;
    }
    String head = constant(module, first).orElseGet(() -> Expressions.head(module, first));
    if (head.contains(" ")) {
      List<String> line = List.of(head.strip().split("\\s+", MOST_WORDS));
      return head.endsWith(" ") || constant(module, first).isPresent()
          ? line
          : line.subList(0, line.size() - 1);
    }
    int list = given.size() > 1 ? Expressions.valueOf(module, given.get(1)) : NONE;
    if (!head.isEmpty() && isList(tree, list)) {
      out.add(head);
      items(module, list, out);
    }
    return out;
  }

  private void items(SourceModule module, int list, List<String> out) {
    SyntaxTree tree = module.tree();
    for (int item : tree.namedChildren(list).toArray()) {
      if (out.size() >= MOST_WORDS) {
        return;
      }
      boolean spread = tree.is(item, "spread_element") || tree.is(item, "list_splat");
      if (spread) {
        JsonNode more = context.program().constant(module, tree.namedChild(item, 0));
        if (!more.isArray()) {
          return;
        }
        more.forEach(m -> out.add(m.asText("")));
      } else {
        Optional<String> word = constant(module, item);
        if (word.isEmpty()) {
          return;
        }
        out.add(word.get());
      }
    }
  }

  private Optional<String> constant(SourceModule module, int expression) {
    return Optional.of(context.program().constant(module, expression))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue);
  }

  private static boolean isList(SyntaxTree tree, int node) {
    return tree.is(node, "array") || tree.is(node, "list") || tree.is(node, "tuple");
  }
}
