package io.mcpscore.engine.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.mcpscore.engine.Faults;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.syntax.Language;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The program of a repository: every language resolves the names of its own modules. */
public final class RepositoryProgram implements Program {

  private final Map<String, SourceModule> byPath = new LinkedHashMap<>();
  private final List<SourceModule> modules;

  /** Every check asks for the same expressions; the answers never change. */
  private final ModuleMemo<Optional<Target>> targets;

  private final ModuleMemo<JsonNode> constants;
  private final Map<Language, NameResolution> resolutions = new EnumMap<>(Language.class);

  /**
   * Binds every parsed file, then lets each language prepare its resolution.
   *
   * @param languages the supported language families
   * @param parsed files with trees, in any order
   * @param files every file that was read, manifests included, ordered by path
   */
  public RepositoryProgram(
      List<LanguageModel> languages, Collection<ParsedFile> parsed, List<SourceFile> files) {
    this(languages, parsed, files, new Faults());
  }

  /** The same; a file whose names cannot be bound is no module, and is told to the faults. */
  public RepositoryProgram(
      List<LanguageModel> languages,
      Collection<ParsedFile> parsed,
      List<SourceFile> files,
      Faults faults) {
    this(languages, bound(languages, parsed, faults), files, faults);
  }

  /**
   * The same for files that were bound before.
   *
   * @param modules what {@link #bind} gave for every parsed file, in any order
   */
  public RepositoryProgram(
      List<LanguageModel> languages,
      List<SourceModule> modules,
      List<SourceFile> files,
      Faults faults) {
    this.modules = modules.stream().sorted(Comparator.comparing(m -> m.file().path())).toList();
    this.modules.forEach(m -> byPath.put(m.file().path(), m));
    targets = new ModuleMemo<>(this);
    constants = new ModuleMemo<>(this);
    for (LanguageModel model : languages) {
      NameResolution resolution =
          faults
              .attempt("The meaning of names", () -> model.resolution(this, List.copyOf(files)))
              .orElse(null);
      for (Language language : Language.values()) {
        if (resolution != null && model.covers(language)) {
          resolutions.put(language, resolution);
        }
      }
    }
  }

  private static List<SourceModule> bound(
      List<LanguageModel> languages, Collection<ParsedFile> parsed, Faults faults) {
    return parsed.stream()
        .sorted(Comparator.comparing(p -> p.file().path()))
        .flatMap(p -> bind(languages, p, faults).stream())
        .toList();
  }

  /** The names of one file, which depend on no other; empty when they cannot be bound. */
  public static Optional<SourceModule> bind(
      List<LanguageModel> languages, ParsedFile parsed, Faults faults) {
    SourceFile file = parsed.file();
    return languages.stream()
        .filter(l -> l.covers(file.language()))
        .findFirst()
        .flatMap(l -> faults.attemptFile(file.path(), () -> l.bind(file, parsed.tree())));
  }

  @Override
  public List<SourceModule> modules() {
    return modules;
  }

  @Override
  public Optional<SourceModule> module(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  @Override
  public Optional<Target> resolve(SourceModule module, int expression) {
    NameResolution resolution = resolutions.get(module.file().language());
    return resolution == null || expression < 0
        ? Optional.empty()
        : targets.get(module, expression, e -> resolution.resolve(module, e));
  }

  @Override
  public Optional<Target.Defined> given(SourceModule module, int name) {
    NameResolution resolution = resolutions.get(module.file().language());
    return resolution == null || name < 0 ? Optional.empty() : resolution.given(module, name);
  }

  @Override
  public JsonNode constant(SourceModule module, int expression) {
    NameResolution resolution = resolutions.get(module.file().language());
    return resolution == null || expression < 0
        ? MissingNode.getInstance()
        : constants.get(module, expression, e -> resolution.constant(module, e));
  }
}
