package io.mcpscore.engine.program.py;

import io.mcpscore.engine.program.LanguageModel;
import io.mcpscore.engine.program.NameResolution;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.syntax.Language;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;

/** Python's scopes, imports and constants. */
public final class PythonLanguage implements LanguageModel {

  @Override
  public boolean covers(Language language) {
    return language == Language.PYTHON;
  }

  @Override
  public SourceModule bind(SourceFile file, SyntaxTree tree) {
    return new PyModule(file, tree);
  }

  @Override
  public NameResolution resolution(Program program, List<SourceFile> files) {
    return new PyResolution(program);
  }
}
