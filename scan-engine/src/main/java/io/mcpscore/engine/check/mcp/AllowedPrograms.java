package io.mcpscore.engine.check.mcp;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.dependency.PackageDirectories;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.regex.Pattern;

/** Lists of programs that an operator allows, by the name of the function that tests them. */
final class AllowedPrograms {

  private static final Pattern LIST =
      Pattern.compile(
          "(?i)_?(?:(?:get|is|check|validate)_?)?(?:allow(?:ed)?|permitted|white_?list(?:ed)?)_?"
              + "(?:shell_?)?(?:commands?|cmds?|programs?|executables?|binaries)(?:_?(?:list|set))?"
              + "|(?:is|check|validate)_?(?:commands?|cmds?|programs?)_?allowed");

  private static final int LONGEST = 40;

  private AllowedPrograms() {}

  /** Whether code of the package of a tool tests against such a list. */
  static boolean areNamed(CheckContext context, ToolDeclaration tool) {
    PackageDirectories packages = new PackageDirectories(context.files());
    String own = packages.of(tool.module().file());
    return context.program().modules().stream()
        .filter(m -> m.file().role().deducts() && packages.of(m.file()).equals(own))
        .anyMatch(AllowedPrograms::tests);
  }

  private static boolean tests(SourceModule module) {
    SyntaxTree tree = module.tree();
    return tree.subtree(0).filter(n -> isNamed(tree, n)).anyMatch(n -> isTest(tree, n));
  }

  private static boolean isNamed(SyntaxTree tree, int node) {
    return switch (tree.kind(node)) {
      case "identifier", "property_identifier" ->
          tree.end(node) - tree.start(node) <= LONGEST && LIST.matcher(tree.text(node)).matches();
      default -> false;
    };
  }

  /** In the condition of a branch or on a side of {@code in}. */
  private static boolean isTest(SyntaxTree tree, int node) {
    int at = node;
    for (int i = 0; i < 8 && at > 0; i++) {
      if (tree.field(at).equals("condition") || tree.is(tree.parent(at), "comparison_operator")) {
        return true;
      }
      at = tree.parent(at);
    }
    return false;
  }
}
