package io.mcpscore.engine.rewrite;

import io.mcpscore.engine.parser.DirectParser;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.ParsedFile;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.RepositoryProgram;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.program.js.ScriptLanguage;
import io.mcpscore.engine.program.py.PythonLanguage;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.source.SourceText;
import io.mcpscore.engine.syntax.Language;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.FileRole;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** One file of a small repository, bound, with what rewritings ask of it. */
final class Source {

  private static final Set<String> NAMES =
      Set.of(
          "identifier", "shorthand_property_identifier", "shorthand_property_identifier_pattern");

  final Map<String, String> files;
  final SourceModule module;
  final SyntaxTree tree;
  private final Program program;

  private Source(Map<String, String> files, Program program, SourceModule module) {
    this.files = files;
    this.program = program;
    this.module = module;
    this.tree = module.tree();
  }

  /** Every parsed file of a repository. */
  static List<Source> of(Map<String, String> files) {
    List<SourceFile> all = new ArrayList<>();
    List<ParsedFile> parsed = new ArrayList<>();
    new TreeMap<>(files)
        .forEach(
            (path, text) -> {
              Optional<Language> language = Language.ofPath(path);
              SourceText bytes = new SourceText(text.getBytes(StandardCharsets.UTF_8));
              SourceFile file = new SourceFile(path, FileRole.SOURCE, language.orElse(null), bytes);
              all.add(file);
              language.ifPresent(l -> parsed.add(new ParsedFile(file, DirectParser.tree(text, l))));
            });
    Program program =
        new RepositoryProgram(List.of(new ScriptLanguage(), new PythonLanguage()), parsed, all);
    return program.modules().stream().map(m -> new Source(files, program, m)).toList();
  }

  String path() {
    return module.file().path();
  }

  String text() {
    return files.get(path());
  }

  boolean isScript() {
    return module.file().language().isScript();
  }

  IntStream nodes() {
    return tree.subtree(0);
  }

  /** The repository with another text of this file. */
  Map<String, String> with(String text) {
    Map<String, String> out = new TreeMap<>(files);
    out.put(path(), text);
    return out;
  }

  /** Whether a node is a name that scopes decide about, not a member or a keyword argument. */
  boolean isName(int node) {
    if (!NAMES.contains(tree.kind(node))) {
      return false;
    }
    int parent = tree.parent(node);
    boolean member = tree.is(parent, "attribute") && tree.field(node).equals("attribute");
    boolean keyword = tree.is(parent, "keyword_argument") && tree.field(node).equals("name");
    return !member && !keyword && !tree.is(parent, "dotted_name");
  }

  /** The binding of a name, or null. */
  Binding binding(int node) {
    return isName(node) ? module.binding(node).orElse(null) : null;
  }

  /** Whether an expression stands for something from outside of the repository. */
  boolean isExternal(int expression) {
    return program
        .resolve(module, expression)
        .filter(Target.External.class::isInstance)
        .isPresent();
  }

  /** The innermost function around a node, or 0. */
  int function(int node) {
    for (int at = tree.parent(node); at > 0; at = tree.parent(at)) {
      if (module.isFunction(at)) {
        return at;
      }
    }
    return 0;
  }

  /** The node that declares what a binding binds, or -1. */
  static int declaration(Binding binding) {
    return switch (binding) {
      case Binding.Variable v -> v.declaration();
      case Binding.Parameter p -> p.function();
      case Binding.Function f -> f.node();
      case Binding.Class c -> c.node();
      case Binding.Import i -> -1;
    };
  }

  /** Names in a node that are bound outside of it, imports and globals left out. */
  List<Integer> free(int node) {
    return tree.subtree(node)
        .filter(
            n -> {
              Binding binding = binding(n);
              int declared = binding == null ? -1 : declaration(binding);
              return declared >= 0 && !tree.within(declared, node);
            })
        .boxed()
        .toList();
  }

  /** Whether a node has what cannot be moved out of its function. */
  boolean isTied(int node) {
    return tree.subtree(node)
        .anyMatch(
            n ->
                Set.of("this", "super", "await_expression", "await", "yield", "yield_expression")
                        .contains(tree.kind(n))
                    || (tree.text(n).equals("self") && isName(n))
                    || tree.is(n, "named_expression"));
  }

  /** The statement that a node is in, directly in a block, with no function between; or -1. */
  int statement(int node) {
    for (int at = node; at > 0; at = tree.parent(at)) {
      if ((at != node && module.isFunction(at))
          || Set.of("lambda", "class_body").contains(tree.kind(at))) {
        return -1;
      }
      if (Set.of("statement_block", "block").contains(tree.kind(tree.parent(at)))) {
        return module.isFunction(at) ? -1 : at;
      }
    }
    return -1;
  }

  /** Blanks before the first sign of the line that a node begins on. */
  String indent(int node) {
    String line = tree.source().line(tree.line(node));
    return line.substring(0, line.length() - line.stripLeading().length());
  }

  /** Whether a node is the first thing on its line. */
  boolean startsLine(int node) {
    int start = tree.source().startOfLine(tree.line(node));
    return tree.source().slice(start, tree.start(node)).isBlank();
  }

  /** The statement of the module that a node is in. */
  int topLevel(int node) {
    int at = node;
    while (tree.parent(at) > 0) {
      at = tree.parent(at);
    }
    return at;
  }

  /** Children of the module that import something. */
  List<Integer> imports() {
    return tree.namedChildren(0)
        .filter(
            n ->
                Set.of("import_statement", "import_from_statement", "future_import_statement")
                    .contains(tree.kind(n)))
        .boxed()
        .toList();
  }
}
