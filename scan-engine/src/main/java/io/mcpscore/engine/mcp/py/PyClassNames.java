package io.mcpscore.engine.mcp.py;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of tools that are made from those of their classes, by {@code __name__}. */
final class PyClassNames {

  private static final Pattern ENDINGS = Pattern.compile("endswith|removesuffix|replace");
  private static final Pattern WORD = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
  private static final Pattern CAPITAL = Pattern.compile("(?<!^)(?=[A-Z])");

  private final PyNames names;

  PyClassNames(PyNames names) {
    this.names = names;
  }

  /**
   * The name that a method makes of its class's, or null when none of the class or its bases does.
   * An ending that the method takes off is left out, and words are parted by {@code _} when it
   * makes small letters.
   *
   * @param line the class and its bases
   */
  String of(PyNode type, List<PyNode> line) {
    String name = type.child("name").text();
    return line.stream()
        .flatMap(PyObjects::methods)
        .filter(PyClassNames::readsName)
        .findFirst()
        .map(m -> made(name, m))
        .orElse(null);
  }

  private static boolean readsName(PyNode method) {
    boolean named = method.child("name").text().matches("(?:get_|tool_)?name\\w*|\\w*_name");
    return named && reads(method, "__name__");
  }

  private String made(String name, PyNode method) {
    String out = name;
    for (PyNode call : method.subtree().filter(n -> n.is("call")).toList()) {
      PyNode callee = call.callee();
      String ending = names.constant(call.at(call.arguments().at(0))).asText();
      boolean takesOff =
          callee.is("attribute") && ENDINGS.matcher(callee.child("attribute").text()).matches();
      if (takesOff && !ending.isEmpty() && out.endsWith(ending) && out.length() > ending.length()) {
        out = out.substring(0, out.length() - ending.length());
      }
    }
    if (!reads(method, "lower")) {
      return out;
    }
    Pattern between = reads(method, "isupper") ? CAPITAL : WORD;
    return between.matcher(out).replaceAll("_").toLowerCase(Locale.ROOT);
  }

  private static boolean reads(PyNode method, String member) {
    return method
        .subtree()
        .anyMatch(n -> n.is("attribute") && n.child("attribute").text().equals(member));
  }
}
