package io.mcpscore.engine.program.js;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.parser.DirectParser;
import io.mcpscore.engine.program.ParsedFile;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.RepositoryProgram;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.source.SourceText;
import io.mcpscore.engine.syntax.Language;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.FileRole;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A small repository of scripts, built from paths and texts in turn. */
public final class ScriptFixture {

  private final List<SourceFile> files = new ArrayList<>();
  private final Program program;

  private ScriptFixture(String... pathsAndTexts) {
    List<ParsedFile> parsed = new ArrayList<>();
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      String path = pathsAndTexts[i];
      SourceText text = new SourceText(pathsAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
      Language language = Language.ofPath(path).orElse(null);
      SourceFile file = new SourceFile(path, role(path, language), language, text);
      files.add(file);
      if (language != null) {
        parsed.add(new ParsedFile(file, DirectParser.tree(pathsAndTexts[i + 1], language)));
      }
    }
    files.sort(Comparator.comparing(SourceFile::path));
    program = new RepositoryProgram(List.of(new ScriptLanguage()), parsed, files);
  }

  private static FileRole role(String path, Language language) {
    if (path.startsWith("examples/")) {
      return FileRole.EXAMPLE;
    }
    if (path.startsWith("test/")) {
      return FileRole.TEST;
    }
    return language == null ? FileRole.CONFIG : FileRole.SOURCE;
  }

  /** A repository of several files; {@code test/} and {@code examples/} have their roles. */
  public static ScriptFixture of(String... pathsAndTexts) {
    return new ScriptFixture(pathsAndTexts);
  }

  public List<SourceFile> files() {
    return files;
  }

  public Program program() {
    return program;
  }

  public SourceModule module(String path) {
    return program.module(path).orElseThrow();
  }

  /** The only argument of the first call of {@code probe} in a file. */
  public int probe(String path) {
    SyntaxTree tree = module(path).tree();
    return tree.subtree(0)
        .filter(n -> tree.is(n, "call_expression"))
        .filter(n -> tree.text(tree.child(n, "function")).equals("probe"))
        .map(n -> ScriptSyntax.argument(tree, n, 0))
        .findFirst()
        .orElseThrow();
  }

  /** What the probed expression stands for: a qualified name, or {@code path:text}. */
  public String resolved(String path) {
    return switch (program.resolve(module(path), probe(path)).orElse(null)) {
      case null -> "?";
      case Target.External external -> external.qualifiedName();
      case Target.Defined d -> d.module().file().path() + ":" + d.module().tree().text(d.node());
    };
  }

  /** The constant that the probed expression folds to. */
  public JsonNode constant(String path) {
    return program.constant(module(path), probe(path));
  }
}
