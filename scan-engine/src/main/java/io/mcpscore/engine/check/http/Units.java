package io.mcpscore.engine.check.http;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.dependency.PackageDirectories;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which files run together: those of one package, by the nearest manifest, that imports connect.
 * Collections of single-file servers have one manifest or none, and what one of their files checks
 * says nothing about the next. An import connects by the last part of what it names, so that a
 * doubt makes a unit larger.
 */
final class Units {

  private final PackageDirectories packages;
  private final Map<String, String> parents = new HashMap<>();

  Units(CheckContext context) {
    packages = new PackageDirectories(context.files());
    List<SourceModule> modules = CallSites.modules(context).toList();
    Map<String, Set<String>> byStem = new HashMap<>();
    for (SourceModule module : modules) {
      String key = packages.of(module.file()) + '\n' + stem(module.file());
      byStem.computeIfAbsent(key, k -> new HashSet<>()).add(module.file().path());
    }
    for (SourceModule module : modules) {
      String directory = packages.of(module.file());
      words(module)
          .flatMap(w -> byStem.getOrDefault(directory + '\n' + w, Set.of()).stream())
          .forEach(p -> join(module.file().path(), p));
    }
  }

  /** Whether two files run together. */
  boolean together(SourceFile a, SourceFile b) {
    return of(a).equals(of(b));
  }

  /** Identity of the unit of a file: the path of one of its files. */
  String of(SourceFile file) {
    return root(file.path());
  }

  private static Stream<String> words(SourceModule module) {
    SyntaxTree tree = module.tree();
    boolean script = module.file().language().isScript();
    return tree.subtree(0)
        .filter(n -> isImport(tree, n))
        .flatMap(n -> tree.subtree(n).limit(400))
        .mapToObj(n -> word(tree, n, script))
        .filter(w -> !w.isEmpty());
  }

  private static boolean isImport(SyntaxTree tree, int node) {
    return switch (tree.kind(node)) {
      case "import_statement", "import_from_statement" -> true;
      case "export_statement" -> tree.child(node, "source") != SyntaxTree.NONE;
      case "call_expression" -> {
        int function = tree.child(node, "function");
        yield tree.is(function, "import") || tree.text(function).equals("require");
      }
      default -> false;
    };
  }

  private static String word(SyntaxTree tree, int node, boolean script) {
    if (script) {
      return Literals.isString(tree, node) ? stem(Literals.content(tree, node)) : "";
    }
    return tree.is(node, "identifier") ? tree.text(node) : "";
  }

  private static String stem(SourceFile file) {
    return stem(file.path());
  }

  /** The name of a file without its ending; of an index file, the name of its directory. */
  private static String stem(String path) {
    String at = path;
    for (int i = 0; i < 2; i++) {
      String name = at.substring(at.lastIndexOf('/') + 1);
      String bare = name.replaceFirst("\\.(?:[mc]?[jt]sx?|py)$", "");
      if ((!bare.equals("index") && !bare.equals("__init__")) || at.lastIndexOf('/') < 0) {
        return bare;
      }
      at = at.substring(0, at.lastIndexOf('/'));
    }
    return at.substring(at.lastIndexOf('/') + 1);
  }

  private void join(String a, String b) {
    String x = root(a);
    String y = root(b);
    if (!x.equals(y)) {
      parents.put(x.compareTo(y) < 0 ? y : x, x.compareTo(y) < 0 ? x : y);
    }
  }

  private String root(String path) {
    String at = path;
    for (String up = parents.get(at); up != null; up = parents.get(at)) {
      String higher = parents.get(up);
      if (higher != null) {
        parents.put(at, higher);
      }
      at = up;
    }
    return at;
  }
}
