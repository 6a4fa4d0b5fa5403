package io.mcpscore.engine.check.auth;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.Drafts;
import io.mcpscore.engine.check.http.HttpServers;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Severity;
import java.util.regex.Pattern;

/** {@code auth-session-predictable}: identifiers of sessions that can be guessed. */
public final class AuthSessionPredictableCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("auth-session-predictable");

  private static final Pattern SESSION =
      Pattern.compile(
          "(?i)(?:[a-z_]{0,20}[._])?(?:new_?|mcp_?)?session_?(?:id|token|key|idGenerator)");
  private static final Pattern GUESSABLE =
      Pattern.compile(
          "Math\\.random|Date\\.now|performance\\.now|uuid\\.uuid1|uuid\\.v1|time\\.time|random\\.(?:random"
              + "|randint|choice|choices|getrandbits|sample|randrange)|datetime\\.datetime\\.now|process\\.hrtime");
  private static final Pattern STRONG =
      Pattern.compile(
          "(?:crypto\\.)?(?:randomUUID|randomBytes|getRandomValues)|uuid\\.(?:uuid4|v4)|secrets\\..{1,30}"
              + "|nanoid.{0,20}|uuid|os\\.urandom");

  /** A label of a result or the handle of a search on the own machine is nobody's session. */
  private static final String[] WEB = {
    "ookie",
    "headers[",
    "createServer",
    "express",
    "fastify",
    "hono",
    "lask",
    "astapi",
    "tarlette",
    "WebSocket",
    "websocket"
  };

  private static final Pattern LOOKED_UP =
      Pattern.compile(
          "(?i)(?:sessions?|transports?|connections?|clients?|users?|states?)(?:_?(?:map|store|by_?id))?"
              + "\\s{0,3}(?:\\.(?:set|get|has|pop|put|add|setdefault)\\(|\\[)"
              + "|sessionIdGenerator|session_id_generator|cookie|session-id");

  /** What gives a value to a name. */
  private static final String[] GIVING = {
    "pair", "variable_declarator", "assignment", "assignment_expression", "keyword_argument"
  };

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    CallSites.modules(context)
        .filter(m -> CallSites.mentions(m.file(), "ession"))
        .forEach(m -> look(context, m, findings));
  }

  private static void look(CheckContext context, SourceModule module, FindingSink findings) {
    SyntaxTree tree = module.tree();
    int[] guessable =
        tree.ofKinds(GIVING)
            .filter(n -> isSession(tree, n))
            .map(n -> value(tree, n))
            .filter(v -> v != SyntaxTree.NONE && isGuessable(context, module, v))
            .toArray();
    if (guessable.length == 0 || !isLookedUp(module) || isOfOneUser(context, module)) {
      return;
    }
    for (int value : guessable) {
      findings.report(
          Drafts.fact(
              module,
              value,
              Severity.MEDIUM,
              "The identifier can be guessed, and with it the session of somebody else is"
                  + " taken over."));
    }
  }

  /** Whether the only servers that there are speak to the program that started them. */
  private static boolean isOfOneUser(CheckContext context, SourceModule module) {
    return !context.servers().servers().isEmpty()
        && HttpServers.of(context).endpoints().isEmpty()
        && !CallSites.mentions(module.file(), WEB);
  }

  /** Whether the module finds a session by its identifier, or gives one to a client. */
  private static boolean isLookedUp(SourceModule module) {
    return LOOKED_UP.matcher(module.file().text().latin1()).find();
  }

  private static boolean isSession(SyntaxTree tree, int node) {
    String name =
        switch (tree.kind(node)) {
          case "pair" -> Members.key(tree, node);
          case "variable_declarator" -> shortText(tree, tree.child(node, "name"));
          case "assignment", "assignment_expression" -> shortText(tree, tree.child(node, "left"));
          case "keyword_argument" -> shortText(tree, tree.child(node, "name"));
          default -> "";
        };
    return SESSION.matcher(name).matches();
  }

  private static int value(SyntaxTree tree, int node) {
    int value = tree.child(node, "value");
    return value == SyntaxTree.NONE ? tree.child(node, "right") : value;
  }

  private static boolean isGuessable(CheckContext context, SourceModule module, int value) {
    SyntaxTree tree = module.tree();
    boolean weak = false;
    int end = Math.min(tree.subtreeEnd(value), value + 200);
    for (int n = value; n < end; n++) {
      Call call = context.calls().at(module, n).orElse(null);
      if (call != null && STRONG.matcher(call.callee()).matches()) {
        return false;
      }
      weak |= call != null && GUESSABLE.matcher(call.callee()).matches();
    }
    return weak;
  }

  private static String shortText(SyntaxTree tree, int node) {
    return node >= 0 && tree.end(node) - tree.start(node) < 60 ? tree.text(node) : "";
  }
}
