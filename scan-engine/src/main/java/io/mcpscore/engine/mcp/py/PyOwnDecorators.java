package io.mcpscore.engine.mcp.py;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import java.util.regex.Pattern;

/**
 * Decorators that a repository writes itself around registering tools: one that hands the function
 * over to {@code mcp.tool}, or one that keeps it in a table of which the server reads its tools.
 */
final class PyOwnDecorators {

  private static final Pattern REGISTERING = Pattern.compile("tool|add_tool|register_tool");

  /** Names that say what is registered, such as {@code tool}, {@code dbt_tool}. */
  private static final Pattern NAMED = Pattern.compile("(?:\\w{1,30}_)?tool");

  private final PyNames names;
  private final PyReceivers receivers;

  PyOwnDecorators(PyNames names, PyReceivers receivers) {
    this.names = names;
    this.receivers = receivers;
  }

  /**
   * The framework that a decorator registers a tool with in the end, or the empty text.
   *
   * @param callee what stands behind the {@code @}, without arguments
   */
  String framework(PyNode callee) {
    PyNode function = names.function(callee).orElse(callee.at(NONE));
    if (!function.isPresent()) {
      return "";
    }
    String handedOver =
        function
            .subtree()
            .filter(n -> n.is("attribute"))
            .filter(n -> REGISTERING.matcher(n.child("attribute").text()).matches())
            .map(receivers::framework)
            .filter(f -> !f.isEmpty())
            .findFirst()
            .orElse("");
    boolean kept = handedOver.isEmpty() && NAMED.matcher(callee.text()).matches();
    return kept ? receivers.usedAnywhere() : handedOver;
  }
}
