package io.mcpscore.engine.check.filesystem;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.UsedDefaults;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Severity;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code fs-permissive-mode}: files that every account of the machine may write, and credentials
 * that every account may read.
 */
public final class FsPermissiveModeCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("fs-permissive-mode");

  private static final Set<String> OPENERS =
      Set.of("chmod", "chmodSync", "fchmod", "fchmodSync", "lchmod", "lchmodSync", "umask");

  private static final int OTHERS_WRITE = 2;
  private static final Pattern CREDENTIALS =
      Pattern.compile(
          "(?i)(?:.*/)?[^/]{0,60}(?:tokens?|credentials?|secrets?|oauth|api_?keys?|private_?key)[^/]{0,30}"
              + "\\.(?:json|txt|pickle|pkl|ya?ml|toml|ini|key|pem|dat)");
  private static final Pattern RESTRICTED =
      Pattern.compile("chmod|0o?[46]00\\b|\\bmode\\b|umask|S_IRUSR|keyring|keytar|encrypt");
  private static final int LONGEST_FUNCTION = 200_000;

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (SourceModule module : context.program().modules()) {
      SyntaxTree tree = module.tree();
      PathWords words = new PathWords(context.program(), module);
      for (int n : ExternalCalls.nodes(tree).toArray()) {
        if (isOpened(context, module, n)) {
          findings.report(
              PlaceDrafts.fact(
                  module, n, Severity.MEDIUM, "Every account of the machine may write the file."));
        } else if (isReadableCredential(context, words, module, n)) {
          findings.report(
              PlaceDrafts.fact(
                  module,
                  n,
                  Severity.LOW,
                  "Credentials are written to a file that other accounts may read."));
        }
      }
    }
  }

  private static boolean isOpened(CheckContext context, SourceModule module, int node) {
    String name = Expressions.calledName(module.tree(), node);
    if (!OPENERS.contains(name)) {
      return false;
    }
    Call call = context.calls().at(module, node).orElse(new Call(module, node, ""));
    boolean umask = name.equals("umask");
    int last = call.arguments().size() - 1;
    if (last < 0) {
      return false;
    }
    int given = call.argument(last);
    int left = UsedDefaults.of(context, module, given);
    int mode = mode(context.program().constant(module, left == NONE ? given : left));
    return umask ? mode == 0 : mode >= 0 && (mode & OTHERS_WRITE) != 0 && mode <= 07777;
  }

  /** A mode as a number; texts are octal; -1 when it is not constant. */
  private static int mode(JsonNode constant) {
    if (constant.isTextual()) {
      return constant.asText().matches("0?o?[0-7]{3,4}")
          ? Integer.parseInt(constant.asText().replace("o", ""), 8)
          : -1;
    }
    return constant.isNumber() ? constant.asInt() : -1;
  }

  private static boolean isReadableCredential(
      CheckContext context, PathWords words, SourceModule module, int call) {
    int path = FileWrites.target(context.program(), context.calls(), module, call);
    if (path == NONE) {
      return false;
    }
    String text = words.of(path);
    SyntaxTree tree = module.tree();
    int scope = Expressions.scope(module, call);
    return text.length() < 500
        && CREDENTIALS.matcher(text).matches()
        && tree.end(scope) - tree.start(scope) < LONGEST_FUNCTION
        && !RESTRICTED.matcher(tree.text(scope).replaceAll("mode\\s*=\\s*[\"'][rwab]", "")).find();
  }
}
