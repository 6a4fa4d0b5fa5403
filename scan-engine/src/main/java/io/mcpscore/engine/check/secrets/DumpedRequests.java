package io.mcpscore.engine.check.secrets;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ComposedText;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Errors of axios as a whole: they hold the request with its headers, and write them out when they
 * are made JSON. Of clients whose headers carry a secret alone.
 */
final class DumpedRequests {

  private static final Pattern HEADER =
      Pattern.compile(
          "(?i)[\"'`]?(?:authorization|cookie|(?:x-|private-)?\\w{0,20}-?(?:api-?key|token)|x-\\w{1,20}-(?:key|secret))[\"'`]?");
  private static final Pattern WRITING =
      Pattern.compile("JSON\\.stringify|(?:util\\.)?(?:inspect|format)");
  private static final Pattern PART = Pattern.compile("config|request|toJSON");

  private final boolean carriesSecret;

  DumpedRequests(CheckContext context) {
    SecretReads secrets = SecretReads.of(context);
    carriesSecret =
        context.program().modules().stream().anyMatch(m -> carriesSecret(context, secrets, m));
  }

  /** Whether a module gives a client of axios a header with a secret. */
  static boolean carriesSecret(CheckContext context, SecretReads secrets, SourceModule module) {
    return concerns(module)
        && headers(module).anyMatch(value -> isSecret(context, secrets, module, value));
  }

  boolean isEmpty() {
    return !carriesSecret;
  }

  private static boolean concerns(SourceModule module) {
    return module.file().language().isScript()
        && module.file().role().deducts()
        && module.file().text().holds("axios");
  }

  /** What headers are given in options of a client. */
  private static IntStream headers(SourceModule module) {
    SyntaxTree tree = module.tree();
    return tree.ofKinds("pair")
        .filter(p -> HEADER.matcher(Members.key(tree, p)).matches())
        .map(p -> tree.child(p, "value"));
  }

  private static boolean isSecret(
      CheckContext context, SecretReads secrets, SourceModule module, int value) {
    return secrets.at(module, value).isPresent()
        || ComposedText.of(context.program(), module, value).gaps().stream()
            .anyMatch(
                gap ->
                    secrets.at(module, gap).isPresent()
                        || SecretNames.isSecret(module.tree().text(gap)));
  }

  /** What an expression writes out of such an error, as a phrase. */
  Optional<String> at(SourceModule module, int expression) {
    if (!concerns(module)) {
      return Optional.empty();
    }
    SyntaxTree tree = module.tree();
    boolean call = ExternalCalls.isCall(tree, expression);
    boolean writes =
        call && WRITING.matcher(tree.text(tree.child(expression, "function"))).matches();
    int written = call ? tree.child(expression, "function") : expression;
    int error =
        writes ? tree.namedChild(tree.child(expression, "arguments"), 0) : part(tree, written);
    return isAxiosError(module, error)
        ? Optional.of("an error that holds the headers of its request, a secret among them")
        : Optional.empty();
  }

  /**
   * Errors that a function writes into what it returns, in code that no handler was shown to call,
   * such as the part of a wrapper that answers when a handler fails.
   */
  IntStream returned(CheckContext context, SourceModule module) {
    return concerns(module)
        ? module
            .tree()
            .ofKinds("call_expression")
            .filter(n -> at(module, n).isPresent() && isReturned(module, n))
            .filter(n -> context.flow().reaching(module, n).isEmpty())
        : IntStream.empty();
  }

  private static boolean isReturned(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    int function = Expressions.scope(module, node);
    int declarator = tree.enclosing(node, "variable_declarator");
    boolean kept = declarator > function;
    String name = kept ? tree.text(tree.child(declarator, "name")) : "";
    return tree.ofKinds("return_statement")
        .filter(r -> tree.within(r, function))
        .anyMatch(
            r ->
                tree.within(node, r)
                    || (kept
                        && tree.subtree(r)
                            .anyMatch(n -> tree.is(n, "identifier") && tree.text(n).equals(name))));
  }

  /** The {@code error} of {@code error.config}. */
  private static int part(SyntaxTree tree, int expression) {
    boolean member =
        tree.is(expression, "member_expression")
            && PART.matcher(tree.text(tree.child(expression, "property"))).matches()
            && !tree.is(tree.parent(expression), "member_expression");
    return member ? tree.child(expression, "object") : NONE;
  }

  /** A name that the function around it takes for an error of axios. */
  private static boolean isAxiosError(SourceModule module, int error) {
    SyntaxTree tree = module.tree();
    int named = error == NONE ? NONE : Expressions.valueOf(module, error);
    if (!tree.is(named, "identifier")) {
      return false;
    }
    int function = Expressions.scope(module, error);
    return tree.subtree(function)
        .takeWhile(n -> n < error)
        .map(n -> tested(tree, n))
        .filter(n -> n != NONE)
        .anyMatch(n -> tree.text(Expressions.valueOf(module, n)).equals(tree.text(named)));
  }

  /** The {@code error} of {@code isAxiosError(error)} and {@code error instanceof AxiosError}. */
  static int tested(SyntaxTree tree, int node) {
    if (tree.is(node, "call_expression")) {
      return Expressions.calledName(tree, node).equals("isAxiosError")
          ? tree.namedChild(tree.child(node, "arguments"), 0)
          : NONE;
    }
    boolean type =
        tree.is(node, "binary_expression")
            && tree.text(tree.child(node, "operator")).equals("instanceof")
            && tree.text(tree.child(node, "right")).endsWith("AxiosError");
    return type ? tree.child(node, "left") : NONE;
  }
}
