package io.mcpscore.engine.check.mcp;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.dependency.PackageDirectories;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * By what an operator chooses which tools a server offers: variables of the environment, options
 * and settings that are named for it, such as {@code DISABLED_TOOLS}, {@code --toolsets} or {@code
 * enabledFeatures}.
 */
final class ToolSelectors {

  private static final String CHOICE =
      "(?:enable|enabled|allow|allowed|disable|disabled|block|blocked|deny|denied|exclude|excluded"
          + "|include|included|select|selected|active|filter|filtered)";

  private static final Pattern SELECTOR =
      Pattern.compile(
          "(?i)(?:--)?(?:\\w{1,30}_)?(?:"
              + CHOICE
              + "[_-]?(?:mcp[_-]?)?(?:tools|features|toolsets?|tool[_-]?(?:groups?|categor(?:y|ies)))"
              + "|(?:should|is)[_-]?(?:include|expose|offer)?[_-]?tool[_-]?(?:enabled|allowed|disabled|included)?"
              + "|tool[_-]?(?:sets|categories|groups|filters?|tiers?|selection|allow[_-]?list"
              + "|deny[_-]?list|block[_-]?list)(?:[_-]?(?:list|set|filter|names))?)(?: [<\\[].{0,30})?");

  /** {@code isTool} alone says nothing of a choice. */
  private static final Pattern PLAIN = Pattern.compile("(?i)is_?tool");

  private static final String[] KINDS = {
    "identifier", "property_identifier", "shorthand_property_identifier_pattern", "string"
  };

  private static final int LONGEST = 40;

  private ToolSelectors() {}

  /** The first name of one in the packages that the tools of a server come from. */
  static Optional<String> of(CheckContext context, String directory, List<ToolDeclaration> tools) {
    PackageDirectories packages = new PackageDirectories(context.files());
    Set<String> own =
        tools.stream().map(t -> packages.of(t.module().file())).collect(Collectors.toSet());
    return context.program().modules().stream()
        .filter(m -> m.file().role().deducts())
        .filter(
            m -> {
              String in = packages.of(m.file());
              return in.equals(directory) || own.contains(in);
            })
        .flatMap(m -> in(m).stream())
        .findFirst();
  }

  private static Optional<String> in(SourceModule module) {
    SyntaxTree tree = module.tree();
    return tree.ofKinds(KINDS)
        .mapToObj(n -> text(tree, n))
        .filter(ToolSelectors::isCandidate)
        .filter(t -> SELECTOR.matcher(t).matches() && !PLAIN.matcher(t).matches())
        .findFirst();
  }

  /** A cheap first look: every selector has one of two words in it. */
  private static boolean isCandidate(String text) {
    return holds(text, "tool") || holds(text, "feature");
  }

  private static boolean holds(String text, String word) {
    int last = text.length() - word.length();
    for (int i = 0; i <= last; i++) {
      if (text.regionMatches(true, i, word, 0, word.length())) {
        return true;
      }
    }
    return false;
  }

  private static String text(SyntaxTree tree, int node) {
    if (tree.end(node) - tree.start(node) > LONGEST) {
      return "";
    }
    if (tree.is(node, "string")) {
      return Literals.isString(tree, node) ? Literals.content(tree, node) : "";
    }
    return tree.text(node);
  }
}
