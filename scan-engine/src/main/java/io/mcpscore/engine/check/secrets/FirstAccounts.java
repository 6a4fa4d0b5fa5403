package io.mcpscore.engine.check.secrets;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Accounts that a program makes by itself with a password that everybody knows: {@code
 * create_admin(name="admin", password="admin123")}, {@code bcrypt.hash("admin123", 10)}.
 */
final class FirstAccounts {

  private static final Pattern MAKING =
      Pattern.compile(
          "(?i)_?(?:create|add|register|insert|ensure|seed|init|make|bootstrap|setup|upsert)_?"
              + "\\w{0,30}(?:users?|admin|account|superuser|administrator)");
  private static final Pattern HASHING =
      Pattern.compile(
          "(?i)(?:\\w{0,20}_)?hash_?(?:pass(?:word)?|pw|pwd)|\\w{0,20}password_?hash"
              + "|hashSync|hashpw|set_?password|make_password");
  private static final Pattern HASHER =
      Pattern.compile("(?i).{0,40}(?:bcrypt|argon2|pwd_?context|scrypt|hasher)\\w{0,20}");

  /**
   * What a password of nobody is hashed for, so that an unknown user takes as long as any other.
   */
  private static final Pattern NOBODY = Pattern.compile("(?i).*(?:dummy|fake|timing|decoy).*");

  private static final Pattern PASSWORD =
      Pattern.compile("(?i)(?:\\w{0,20}_)?(?:password|passwd|pwd|pass)|\\w{0,20}Password");

  /** Names of files that fill a database for developers. */
  private static final Pattern STAGED =
      Pattern.compile("(?i)(?:.*[/._-])?(?:seeds?|seeders?|demo|dev|mock|dummy|fake)(?:[/._-].*)?");

  private static final int LONGEST = 60;

  private FirstAccounts() {}

  /** The literals of a module that are such passwords. */
  static Set<Integer> in(CheckContext context, SourceModule module) {
    Set<Integer> out = new HashSet<>();
    if (!module.file().role().deducts() || STAGED.matcher(module.file().path()).matches()) {
      return out;
    }
    ExternalCalls.nodes(module.tree())
        .flatMap(call -> passwords(module.tree(), call))
        .filter(s -> isGuessable(module.tree(), s))
        .forEach(out::add);
    return out;
  }

  private static IntStream passwords(SyntaxTree tree, int call) {
    String name = Expressions.calledName(tree, call);
    int arguments = tree.child(call, "arguments");
    if (MAKING.matcher(name).matches()) {
      return tree.namedChildren(arguments)
          .flatMap(
              a ->
                  tree.is(a, "object") || tree.is(a, "dictionary")
                      ? tree.namedChildren(a)
                      : IntStream.of(a))
          .map(a -> value(tree, a))
          .filter(v -> v != NONE);
    }
    return isHashing(tree, call, name)
        ? text(tree, tree.namedChild(arguments, 0))
        : IntStream.empty();
  }

  private static boolean isHashing(SyntaxTree tree, int call, String name) {
    int owner = Expressions.owner(tree, call);
    boolean hash =
        HASHING.matcher(name).matches()
            || (name.equals("hash") && owner != NONE && isHasher(tree, owner));
    int line = tree.source().startOfLine(tree.line(call));
    return hash && !NOBODY.matcher(tree.source().slice(line, tree.start(call))).matches();
  }

  private static boolean isHasher(SyntaxTree tree, int owner) {
    return tree.end(owner) - tree.start(owner) < LONGEST
        && HASHER.matcher(tree.text(owner)).matches();
  }

  /** The value of a keyword or member that is named like a password, or {@code NONE}. */
  private static int value(SyntaxTree tree, int argument) {
    String name =
        tree.is(argument, "pair")
            ? Members.key(tree, argument)
            : tree.is(argument, "keyword_argument") ? tree.text(tree.child(argument, "name")) : "";
    return PASSWORD.matcher(name).matches() ? tree.child(argument, "value") : NONE;
  }

  /** A literal, or the one that is encoded. */
  private static IntStream text(SyntaxTree tree, int argument) {
    if (argument == NONE || Literals.isString(tree, argument)) {
      return argument == NONE ? IntStream.empty() : IntStream.of(argument);
    }
    int owner = ExternalCalls.isCall(tree, argument) ? Expressions.owner(tree, argument) : NONE;
    return Literals.isString(tree, owner) ? IntStream.of(owner) : IntStream.empty();
  }

  private static boolean isGuessable(SyntaxTree tree, int string) {
    if (!Literals.isString(tree, string) || Literals.hasGaps(tree, string)) {
      return false;
    }
    String value = Literals.content(tree, string);
    return Plausibility.isTrivial(value) || value.equals("password") || value.equals("changeme");
  }
}
