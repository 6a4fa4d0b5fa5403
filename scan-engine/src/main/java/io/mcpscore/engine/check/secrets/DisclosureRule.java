package io.mcpscore.engine.check.secrets;

import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * Secrets on their way to where others can read them. What a secret was only used for, such as a
 * client that was made with it or the answer to a request that carried it, is not the secret: the
 * result of a call is clean unless the call is known to hand on what it gets.
 *
 * @param program names of the repository
 * @param source what an expression reads, as a phrase
 * @param sinks what must not hold it
 * @param returnsAreSinks whether what a handler gives back is such a place
 */
record DisclosureRule(
    Program program,
    BiFunction<SourceModule, Integer, Optional<String>> source,
    BiFunction<SourceModule, Integer, List<Integer>> sinks,
    boolean returnsAreSinks)
    implements SinkRule {

  private static final Set<String> HANDING_ON =
      Set.of(
          ("dumps stringify str repr format pformat inspect String join strip trim rstrip lstrip"
                  + " replace replaceAll slice substring substr encode decode copy items values"
                  + " entries get pop dict list assign fromEntries concat toString from model_dump"
                  + " dump asdict to_dict toJSON vars isoformat append push text TextContent Error"
                  + " b64encode quote urlencode encodeURIComponent URLSearchParams Bearer getenv"
                  + " format_map dedent sorted tuple map reduce flatMap extend unwrap getSecretValue"
                  + " get_secret_value get_password getPassword getpass get_secret getSecret")
              .split(" "));

  /** Parts that a reader may see. */
  private static final Set<String> CUTTING = Set.of("slice", "substring", "substr");

  private static final Pattern FEW = Pattern.compile("-?[0-6]");
  private static final Pattern MASKING =
      Pattern.compile(
          "(?i).*(?:mask|redact|sanitiz|sanitis|obfuscat|hide|censor|hash|scrub|truncate).*");

  /** What a token says is not the token. */
  private static final Pattern CLAIMS =
      Pattern.compile("(?i)(?:.{0,60}[._])?(?:jwt|jose|jws)\\w{0,10}\\.(?:decode|verify)\\w{0,20}");

  /** Parts of records that tell which one it is. */
  private static final Set<String> LABELS =
      Set.of("id", "name", "title", "label", "host", "port", "type", "kind", "status", "length");

  private static final int LONGEST_CALLEE = 120;

  @Override
  public List<Integer> sinks(SourceModule module, int node) {
    return sinks.apply(module, node);
  }

  @Override
  public boolean agentIsSource() {
    return false;
  }

  @Override
  public boolean hasSources() {
    return true;
  }

  @Override
  public Optional<String> source(SourceModule module, int expression) {
    return source.apply(module, expression);
  }

  @Override
  public boolean cleans(SourceModule module, int call) {
    SyntaxTree tree = module.tree();
    int function = tree.child(call, "function");
    int callee = function == SyntaxTree.NONE ? tree.child(call, "constructor") : function;
    String name = lastName(tree, callee);
    if (MASKING.matcher(name).matches() || readsClaims(tree, callee)) {
      return true;
    }
    if ((CUTTING.contains(name) && isFew(tree, call)) || picksLabels(tree, call, name)) {
      return true;
    }
    if (HANDING_ON.contains(name) || name.endsWith("Error") || name.endsWith("Exception")) {
      return false;
    }
    return !(program.resolve(module, callee).orElse(null) instanceof Target.Defined d
        && d.module().isFunction(d.node()));
  }

  private static boolean readsClaims(SyntaxTree tree, int callee) {
    return callee >= 0
        && tree.end(callee) - tree.start(callee) < LONGEST_CALLEE
        && CLAIMS.matcher(tree.text(callee)).matches();
  }

  private static String lastName(SyntaxTree tree, int callee) {
    return switch (callee < 0 ? "" : tree.kind(callee)) {
      case "member_expression" -> tree.text(tree.child(callee, "property"));
      case "attribute" -> tree.text(tree.child(callee, "attribute"));
      case "identifier" -> tree.text(callee);
      default -> "";
    };
  }

  /** {@code accounts.map((a) => a.id)}. */
  private static boolean picksLabels(SyntaxTree tree, int call, String name) {
    int function =
        name.equals("map") ? tree.namedChild(tree.child(call, "arguments"), 0) : SyntaxTree.NONE;
    int picked =
        tree.is(function, "arrow_function") ? tree.child(function, "body") : SyntaxTree.NONE;
    return tree.is(picked, "member_expression")
        && LABELS.contains(tree.text(tree.child(picked, "property")));
  }

  /** {@code slice(0, 4)}, {@code slice(-4)}. */
  private static boolean isFew(SyntaxTree tree, int call) {
    int arguments = tree.child(call, "arguments");
    int first = tree.namedChild(arguments, 0);
    int second = tree.namedChild(arguments, 1);
    String bound = tree.text(second == SyntaxTree.NONE ? first : second);
    return FEW.matcher(bound).matches() && (second >= 0 || bound.startsWith("-"));
  }

  /** The arguments of a call, keyword values included. */
  static List<Integer> arguments(SyntaxTree tree, int call) {
    return tree.namedChildren(tree.child(call, "arguments"))
        .map(a -> tree.is(a, "keyword_argument") ? tree.child(a, "value") : a)
        .filter(a -> !Literals.isString(tree, a) || Literals.hasGaps(tree, a))
        .boxed()
        .toList();
  }

  /** Name of what a call calls, after the last dot. */
  static String called(SyntaxTree tree, int call) {
    return ExternalCalls.isCall(tree, call) ? lastName(tree, tree.child(call, "function")) : "";
  }
}
