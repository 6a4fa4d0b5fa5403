package io.mcpscore.engine.program.py;

import io.mcpscore.engine.parser.DirectParser;
import io.mcpscore.engine.program.ParsedFile;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.RepositoryProgram;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.syntax.Language;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.FileRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A repository of Python files, written down in a test. */
public final class PyRepository {

  private static final Set<String> WRAPPERS =
      Set.of("module", "block", "expression_statement", "type");

  private final Map<String, String> texts = new TreeMap<>();
  private Program program;

  /** A repository with one file, {@code server.py}. */
  public static PyRepository of(String code) {
    return new PyRepository().with("server.py", code);
  }

  /** Adds a file. */
  public PyRepository with(String path, String code) {
    texts.put(path, code);
    return this;
  }

  /** The parsed repository. */
  public Program program() {
    if (program == null) {
      List<ParsedFile> parsed = new ArrayList<>();
      texts.forEach(
          (path, code) -> {
            SyntaxTree tree = DirectParser.tree(code, Language.PYTHON);
            parsed.add(
                new ParsedFile(
                    new SourceFile(path, FileRole.SOURCE, Language.PYTHON, tree.source()), tree));
          });
      program =
          new RepositoryProgram(
              List.of(new PythonLanguage()),
              parsed,
              parsed.stream().map(ParsedFile::file).toList());
    }
    return program;
  }

  /** The module of a path. */
  public SourceModule module(String path) {
    return program().module(path).orElseThrow();
  }

  /** The last expression of a module with this text, the outermost of them. */
  public int node(String path, String text) {
    SyntaxTree tree = module(path).tree();
    int found = SyntaxTree.NONE;
    for (int node = 0; node < tree.size(); node++) {
      boolean same = !WRAPPERS.contains(tree.kind(node)) && tree.text(node).equals(text);
      if (same && (found == SyntaxTree.NONE || !tree.within(node, found))) {
        found = node;
      }
    }
    if (found == SyntaxTree.NONE) {
      throw new IllegalArgumentException("no such text: " + text);
    }
    return found;
  }

  /**
   * What the last occurrence of an expression in {@code server.py} stands for: a qualified name, or
   * {@code path:line} of a definition, or {@code ?}.
   */
  public String resolve(String expression) {
    return program()
        .resolve(module("server.py"), node("server.py", expression))
        .map(
            target ->
                switch (target) {
                  case Target.External e -> e.qualifiedName();
                  case Target.Defined d ->
                      d.module().file().path() + ":" + d.module().tree().line(d.node());
                })
        .orElse("?");
  }

  /** The constant that {@code X} is given in {@code server.py}, as JSON; nothing for none. */
  public String constant() {
    SourceModule module = module("server.py");
    SyntaxTree tree = module.tree();
    int assignment =
        tree.subtree(0)
            .filter(n -> tree.is(n, "assignment") && tree.text(tree.child(n, "left")).equals("X"))
            .findFirst()
            .orElseThrow();
    return program().constant(module, tree.child(assignment, "right")).toString();
  }
}
