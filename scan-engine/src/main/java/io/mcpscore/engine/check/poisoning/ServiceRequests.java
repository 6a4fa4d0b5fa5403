package io.mcpscore.engine.check.poisoning;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.Functions;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Requests to the interface of one service: a constant host or one that the operator has set, with
 * the operator's own credentials or with a body. What such a service answers is no page of a
 * stranger.
 */
final class ServiceRequests {

  private static final Set<String> ASKING =
      Set.of("fetch", "get", "post", "put", "patch", "request", "urlopen");

  /** What an address begins with that is not the agent's. */
  private static final Pattern SET =
      Pattern.compile(
          "(?i)(?:await\\s)?(?:\\w{1,40}\\.){0,3}\\w{0,40}(?:base|api|endpoint|config|settings|host|server"
              + "|origin|env)\\w{0,40}(?:[.(\\[].*)?");

  private static final Pattern FIXED =
      Pattern.compile("[bruf]*[\"'`]https?://[^/{$\"'`]+[/\"'`].*");
  private static final Pattern CONSTANT = Pattern.compile("(?:\\w+\\.)?[A-Z][A-Z0-9_]{2,60}");
  private static final Pattern CREDENTIAL =
      Pattern.compile(
          "(?i)authorization|bearer|api[-_]?key|access[-_]?token|auth[-_]?headers|headers_provider");
  private static final Pattern BODY = Pattern.compile("(?i)method:\\s?[\"'](?:POST|PUT|PATCH)");
  private static final int LONGEST = 20_000;

  private ServiceRequests() {}

  /** Whether every request of the function around an expression is one. */
  static boolean surround(Program program, SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    int function = Functions.scope(module, expression);
    if (function <= 0 || tree.end(function) - tree.start(function) > LONGEST) {
      return false;
    }
    String text = tree.text(function);
    List<Call> requests =
        tree.subtree(function)
            .filter(n -> ExternalCalls.isCall(tree, n))
            .mapToObj(n -> new Call(module, n, ""))
            .filter(c -> ASKING.contains(CallSites.name(c)) && address(c) != NONE)
            .toList();
    return !requests.isEmpty() && requests.stream().allMatch(c -> isOfService(program, c, text));
  }

  private static boolean isOfService(Program program, Call request, String function) {
    SyntaxTree tree = request.tree();
    int address = address(request);
    String written = tree.text(address);
    String constant = program.constant(request.module(), address).asText("");
    if (constant.startsWith("http")
        || CONSTANT.matcher(written).matches()
        || FIXED.matcher(written).lookingAt()) {
      return true;
    }
    boolean set = written.length() < 300 && SET.matcher(head(written)).matches();
    boolean own =
        CREDENTIAL.matcher(function).find()
            || BODY.matcher(tree.text(request.node())).find()
            || CallSites.name(request).equals("post");
    return set && own;
  }

  /** The first thing that an address is put together from. */
  private static String head(String written) {
    String bare = written.replaceFirst("^[bruf]*[\"'`]", "");
    boolean inserted = bare.startsWith("${") || bare.startsWith("{");
    String head = inserted ? bare.replaceFirst("^\\$?\\{", "") : written;
    int end = inserted ? head.indexOf('}') : head.indexOf('+');
    return end < 0 ? head.strip() : head.substring(0, end).strip();
  }

  private static int address(Call request) {
    return request.argument(0, "url");
  }
}
