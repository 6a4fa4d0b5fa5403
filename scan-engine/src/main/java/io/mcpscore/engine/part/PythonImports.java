package io.mcpscore.engine.part;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The modules that a Python file seems to import, read from its text: a guess that errs up. Of
 * {@code from a import b} both {@code a.b} and {@code a} are named, the longer one first.
 */
final class PythonImports {

  private static final Pattern FROM = Pattern.compile("\\s*from\\s+([.\\w]+)\\s+import\\s+");
  private static final Pattern PLAIN = Pattern.compile("\\s*import\\s+([^#;\\n]+)");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
  private static final Pattern MODULE = Pattern.compile("[A-Za-z_][\\w.]*");
  private static final int LONGEST = 4_000;

  private PythonImports() {}

  static Set<String> of(String text) {
    Set<String> found = new LinkedHashSet<>();
    for (int at = text.indexOf("import"); at >= 0; at = text.indexOf("import", at + 1)) {
      int start = text.lastIndexOf('\n', at) + 1;
      Matcher from = FROM.matcher(text).region(start, Math.min(text.length(), at + 7));
      if (from.lookingAt()) {
        names(text, from.end(), from.group(1), found);
        continue;
      }
      Matcher plain = PLAIN.matcher(text).region(start, Math.min(text.length(), start + LONGEST));
      if (plain.lookingAt()) {
        for (String item : plain.group(1).split(",", -1)) {
          Matcher module = MODULE.matcher(item);
          if (module.find()) {
            found.add(module.group());
          }
        }
      }
    }
    return found;
  }

  private static void names(String text, int from, String module, Set<String> found) {
    boolean open = from < text.length() && text.charAt(from) == '(';
    int end = text.indexOf(open ? ')' : '\n', from);
    int last = Math.min(end < 0 ? text.length() : end, from + LONGEST);
    String prefix = module.endsWith(".") ? module : module + ".";
    Matcher names = NAME.matcher(text).region(from, last);
    while (names.find()) {
      found.add(prefix + names.group());
    }
    found.add(module);
  }
}
