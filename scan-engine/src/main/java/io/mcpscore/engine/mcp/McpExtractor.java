package io.mcpscore.engine.mcp;

import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.model.FileRole;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
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

  private final List<ExtractorStrategy> strategies;

  /** Takes one strategy a language family. */
  public McpExtractor(List<ExtractorStrategy> strategies) {
    this.strategies = List.copyOf(strategies);
  }

  /**
   * Extracts with every strategy and merges: each list ordered by file and line, each declaration
   * once.
   *
   * @param program every parsed module
   * @param files every file that was read, manifests included, ordered by path
   */
  public McpModel extract(Program program, List<SourceFile> files) {
    List<McpModel> found = strategies.stream().map(s -> s.extract(program, files)).toList();
    McpModel own = merge(found, OWN);
    return own.servers().isEmpty() && own.tools().isEmpty() ? merge(found, SHIPPED) : own;
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
            models.stream().flatMap(m -> m.tools().stream()),
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
