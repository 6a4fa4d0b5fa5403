package io.mcpscore.engine.check.rce;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Templates that are run with every value quoted, as those of zx. What is quoted here is read once
 * more where it is the command line of another shell: {@code $`bash -c ${line}`}.
 */
final class ShellTemplates {

  private static final Pattern TAG =
      Pattern.compile(
          "(?:(?:zx|zx/core|execa|bun|dax-sh|dax|@david/dax|google/zx)\\.(?:\\$|default)|Bun\\.\\$)"
              + "(?:\\(\\))?(?:\\.sync)?(?:\\(\\))?");

  private static final String START = "(?s)(?:.*[\\s;|&(/])?";

  /** What stands before the command line of another shell, or before the text of a program. */
  private static final Pattern SECOND_SHELL =
      Pattern.compile(
          START
              + "(?:(?:ba|z|k|da)?sh\\s+(?:-\\w+\\s+){0,4}-\\w{0,3}c|eval|adb\\s[^;|&]{0,80}\\bshell(?:\\s[^;|&]{0,200})?"
              + "|ssh\\s[^;|&]{0,200}?[^\\s-][^\\s;|&]*|su\\s[^;|&]{0,80}-c"
              + "|(?i:(?:powershell|pwsh)(?:\\.exe)?\\s[^;|&]{0,200}-c(?:ommand)?|cmd(?:\\.exe)?\\s+/c)"
              + "|(?:osascript|node|perl|ruby)\\s[^;|&]{0,80}-e|python[0-9.]{0,5}\\s[^;|&]{0,80}-c)"
              + "\\s+[\"']?");

  private ShellTemplates() {}

  /** Whether a call is such a template. */
  static boolean isTemplate(Call call) {
    return call.tree().is(call.tree().child(call.node(), "arguments"), "template_string")
        && TAG.matcher(call.callee()).matches();
  }

  /** The values that decide what is run: programs, and what shells and interpreters read. */
  static List<Integer> deciding(Call call) {
    SyntaxTree tree = call.tree();
    int template = tree.child(call.node(), "arguments");
    List<Integer> out = new ArrayList<>();
    int from = Literals.contentStart(tree, template);
    for (int gap : tree.namedChildren(template).toArray()) {
      if (tree.is(gap, "template_substitution")) {
        String before = tree.source().slice(from, tree.start(gap));
        if (before.isBlank() || SECOND_SHELL.matcher(before).matches()) {
          out.add(tree.namedChild(gap, 0));
        }
      }
    }
    return out;
  }
}
