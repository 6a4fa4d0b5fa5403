package io.mcpscore.engine.program.js;

import io.mcpscore.engine.program.LanguageModel;
import io.mcpscore.engine.program.NameResolution;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.syntax.Language;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;

/** TypeScript, TSX and JavaScript as one family: they import each other freely. */
public final class ScriptLanguage implements LanguageModel {

  @Override
  public boolean covers(Language language) {
    return language.isScript();
  }

  @Override
  public SourceModule bind(SourceFile file, SyntaxTree tree) {
    return new ScriptModule(file, tree);
  }

  @Override
  public NameResolution resolution(Program program, List<SourceFile> files) {
    return new ScriptResolution(program, new ModuleFiles(files));
  }
}
