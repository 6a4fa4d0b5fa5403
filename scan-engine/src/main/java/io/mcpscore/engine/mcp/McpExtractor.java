package io.mcpscore.engine.mcp;

import io.mcpscore.engine.Faults;
import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.model.FileRole;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Finds the MCP servers of a repository, in every language.
 *
 * <p>Only what the repository offers counts: declarations in tests, fixtures and documents are left
 * out. Declarations in examples, bundles and vendored code count when there are no others, so that
 * a repository of example servers, or one that ships its bundle alone, still has servers.
 */
public final class McpExtractor {

  private static final Set<FileRole> OWN = EnumSet.of(FileRole.SOURCE, FileRole.CONFIG);
  private static final Set<FileRole> SHIPPED =
      EnumSet.of(FileRole.EXAMPLE, FileRole.GENERATED, FileRole.VENDORED);

  /** Of each kind: no server has so many, and each is followed on its own. */
  private static final int MOST = 3_000;

  private final List<ExtractorStrategy> strategies;

  /** Takes one strategy a language family. */
  public McpExtractor(List<ExtractorStrategy> strategies) {
    this.strategies = List.copyOf(strategies);
  }

  /**
   * Extracts with every strategy and merges: each list ordered by file and line, each declaration
   * once, of a tool the one that shows its code, and the first few thousand of a kind alone.
   *
   * @param program every parsed module
   * @param files every file that was read, manifests included, ordered by path
   */
  public McpModel extract(Program program, List<SourceFile> files) {
    return extract(program, files, new Faults());
  }

  /** The same; a registration or a language that breaks is left out, and told to the faults. */
  public McpModel extract(Program program, List<SourceFile> files, Faults faults) {
    return find(program, files, faults).model();
  }

  /** The same, with the choice between what is its own and what it ships left open. */
  public Found find(Program program, List<SourceFile> files, Faults faults) {
    List<McpModel> found =
        strategies.stream()
            .flatMap(
                s ->
                    faults
                        .attempt(
                            "The servers of one language", () -> s.extract(program, files, faults))
                        .stream())
            .map(new SdkSources(files)::without)
            .toList();
    return new Found(program, found, faults);
  }

  /** What the strategies found. Used by one thread. */
  public static final class Found {

    private final Program program;
    private final List<McpModel> models;
    private final McpModel own;
    private final Faults faults;
    private McpModel ownModel;
    private McpModel shippedModel;

    private Found(Program program, List<McpModel> models, Faults faults) {
      this.program = program;
      this.models = models;
      this.faults = faults;
      this.own = withoutLibraries(merge(models, OWN));
    }

    /** Whether there are servers or tools outside of examples, bundles and vendored code. */
    public boolean isOwn() {
      return !own.servers().isEmpty() || !own.tools().isEmpty();
    }

    /** Declarations of the repository's own code. */
    public McpModel own() {
      ownModel = ownModel == null ? complete(own) : ownModel;
      return ownModel;
    }

    /** Declarations of examples, bundles and vendored code. */
    public McpModel shipped() {
      shippedModel = shippedModel == null ? complete(merge(models, SHIPPED)) : shippedModel;
      return shippedModel;
    }

    private McpModel model() {
      return isOwn() ? own() : shipped();
    }

    private McpModel complete(McpModel model) {
      return bounded(
          faults.attempt("The code of tools", () -> named(program, model)).orElse(model));
    }
  }

  /** Tools whose code no registration shows have the one branch that their name is tested for. */
  private static McpModel named(Program program, McpModel model) {
    if (model.tools().stream().allMatch(t -> t.handler() != null)) {
      return model;
    }
    NameTests tests =
        new NameTests(
            program,
            program.modules().stream().filter(m -> OWN.contains(m.file().role())).toList());
    return new McpModel(
        model.servers(),
        model.tools().stream().map(t -> t.handler() == null ? named(t, tests) : t).toList(),
        model.prompts(),
        model.resources(),
        model.dispatchers(),
        model.notes());
  }

  private static ToolDeclaration named(ToolDeclaration tool, NameTests tests) {
    List<Handler> branches = tests.of(tool.name());
    return branches.size() != 1
        ? tool
        : new ToolDeclaration(
            tool.module(),
            tool.node(),
            tool.framework(),
            tool.name(),
            tool.title(),
            tool.description(),
            tool.inputSchema(),
            tool.annotations(),
            branches.getFirst());
  }

  /** A server that is written by hand counts where no library's server is beside or below it. */
  private static McpModel withoutLibraries(McpModel model) {
    List<String> libraries =
        model.servers().stream()
            .filter(s -> !s.framework().equals(JsonRpcExtractor.FRAMEWORK))
            .map(s -> s.module().file().directory())
            .distinct()
            .toList();
    List<String> own =
        model.servers().stream()
            .filter(s -> s.framework().equals(JsonRpcExtractor.FRAMEWORK))
            .map(s -> s.module().file().directory())
            .toList();
    boolean covered =
        own.stream()
            .anyMatch(
                o ->
                    libraries.stream()
                        .anyMatch(l -> JsonRpcExtractor.isIn(l, o) || JsonRpcExtractor.isIn(o, l)));
    return own.isEmpty() || !covered ? model : only(model);
  }

  private static McpModel only(McpModel model) {
    return new McpModel(
        model.servers().stream()
            .filter(s -> !s.framework().equals(JsonRpcExtractor.FRAMEWORK))
            .toList(),
        model.tools().stream()
            .filter(t -> !t.framework().equals(JsonRpcExtractor.FRAMEWORK))
            .toList(),
        model.prompts(),
        model.resources(),
        model.dispatchers(),
        model.notes());
  }

  private static McpModel bounded(McpModel model) {
    List<String> notes = new ArrayList<>(model.notes());
    return new McpModel(
        first(model.servers(), McpModel.ServerDeclaration::module, "servers", notes),
        first(model.tools(), McpModel.ToolDeclaration::module, "tools", notes),
        first(model.prompts(), McpModel.PromptDeclaration::module, "prompts", notes),
        first(model.resources(), McpModel.ResourceDeclaration::module, "resources", notes),
        first(model.dispatchers(), McpModel.Handler::module, "handlers", notes),
        notes);
  }

  /** The same share of every file, so that one file cannot push out the others. */
  private static <T> List<T> first(
      List<T> all, Function<T, SourceModule> module, String what, List<String> notes) {
    if (all.size() <= MOST) {
      return all;
    }
    int share = Math.max(1, MOST / (int) all.stream().map(module).distinct().count());
    Map<SourceModule, Integer> taken = new HashMap<>();
    List<T> kept =
        all.stream()
            .filter(d -> taken.merge(module.apply(d), 1, Integer::sum) <= share)
            .limit(MOST)
            .toList();
    notes.add((all.size() - kept.size()) + " further " + what + " were left out.");
    return kept;
  }

  private static McpModel merge(List<McpModel> models, Set<FileRole> roles) {
    return new McpModel(
        ordered(
            models.stream().flatMap(m -> m.servers().stream()),
            roles,
            McpModel.ServerDeclaration::module,
            McpModel.ServerDeclaration::node,
            McpModel.ServerDeclaration::name),
        ordered(
            models.stream()
                .flatMap(m -> m.tools().stream())
                .sorted(Comparator.comparing(t -> t.handler() == null)),
            roles,
            McpModel.ToolDeclaration::module,
            McpModel.ToolDeclaration::node,
            McpModel.ToolDeclaration::name),
        ordered(
            models.stream().flatMap(m -> m.prompts().stream()),
            roles,
            McpModel.PromptDeclaration::module,
            McpModel.PromptDeclaration::node,
            McpModel.PromptDeclaration::name),
        ordered(
            models.stream().flatMap(m -> m.resources().stream()),
            roles,
            McpModel.ResourceDeclaration::module,
            McpModel.ResourceDeclaration::node,
            r -> r.uri() == null ? r.name() : r.uri()),
        models.stream()
            .flatMap(m -> m.dispatchers().stream())
            .filter(d -> roles.contains(d.module().file().role()))
            .distinct()
            .sorted(
                Comparator.comparing((McpModel.Handler d) -> d.module().file().path())
                    .thenComparingInt(McpModel.Handler::function))
            .toList(),
        models.stream().flatMap(m -> m.notes().stream()).distinct().sorted().toList());
  }

  private static <T> List<T> ordered(
      Stream<T> found,
      Set<FileRole> roles,
      Function<T, SourceModule> module,
      ToIntFunction<T> node,
      Function<T, String> name) {
    Set<Key> seen = new HashSet<>();
    Comparator<T> byFile = Comparator.comparing(d -> module.apply(d).file().path());
    return found
        .filter(d -> roles.contains(module.apply(d).file().role()))
        .filter(
            d ->
                seen.add(
                    new Key(
                        module.apply(d).file().path(),
                        node.applyAsInt(d),
                        Objects.requireNonNullElse(name.apply(d), ""))))
        .sorted(
            byFile
                .thenComparingInt(node)
                .thenComparing(d -> Objects.requireNonNullElse(name.apply(d), "")))
        .toList();
  }

  private record Key(String path, int node, String name) {}
}
