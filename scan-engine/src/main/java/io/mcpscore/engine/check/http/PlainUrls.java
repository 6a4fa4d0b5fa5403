package io.mcpscore.engine.check.http;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Literal addresses without encryption, and what is done with them. */
public final class PlainUrls {

  private static final Pattern URL =
      Pattern.compile(
          "(?:http|ws)://([A-Za-z0-9.-]{1,200})(?::[0-9]{1,5})?(?:[/?#].{0,400})?", Pattern.DOTALL);

  /** Names that end on a top-level domain of the Internet; service names in a cluster do not. */
  private static final Pattern REMOTE =
      Pattern.compile("(?:[A-Za-z0-9-]{1,63}\\.){1,8}[A-Za-z]{2,24}");

  private static final Pattern LOCAL =
      Pattern.compile(
          "(?i)(?:.*\\.)?(?:localhost|local|internal|lan|home|test|example|invalid|localdomain|svc"
              + "|cluster|docker|example\\.(?:com|org|net)|host\\.docker\\.internal|intranet|corp)"
              + "|metadata\\..*|(?:www\\.)?w3\\.org|schemas?\\..*|json-schema\\.org|.*\\.w3\\.org"
              + "|(?:www\\.)?(?:opengis\\.net|xmlsoap\\.org|purl\\.org|xmlns\\.com|iana\\.org"
              + "|sitemaps\\.org|inkscape\\.org|apache\\.org|gnu\\.org|ns\\.adobe\\.com)"
              + "|ns\\..*|xml\\..*|xmlns\\..*|purl\\..*|.*your.*|.*my-?(?:server|host|domain).*");

  private static final Pattern SENDER =
      Pattern.compile(
          "fetch|(?:node-fetch|undici|axios|got|ky|superagent|needle|requests|httpx|aiohttp|urllib3?"
              + "|urllib\\.request|http|websockets|websocket|ws|eventsource)\\b.{0,120}");
  private static final Pattern ENDPOINT =
      Pattern.compile(
          "(?i).{0,40}(?:url|uri|endpoint|host|server|api|base|webhook|gateway|address|origin)");
  private static final int MOST_LEVELS = 6;

  private PlainUrls() {}

  /** Whether a string is a plain address of a host on the Internet. */
  public static boolean isRemote(SyntaxTree tree, int string) {
    int from = Literals.contentStart(tree, string);
    byte[] bytes = tree.source().bytes();
    boolean plain = from < bytes.length && (bytes[from] == 'h' || bytes[from] == 'w');
    if (!plain || Literals.isStatement(tree, string) || tree.end(string) - from > 700) {
      return false;
    }
    Matcher matcher = URL.matcher(Literals.content(tree, string));
    return matcher.matches()
        && REMOTE.matcher(matcher.group(1)).matches()
        && !LOCAL.matcher(matcher.group(1)).matches();
  }

  /** The call that a string is an argument of, through concatenations and {@code new URL}. */
  public static int requestOf(SourceModule module, int string) {
    SyntaxTree tree = module.tree();
    int at = string;
    for (int i = 0; i < MOST_LEVELS; i++) {
      int parent = tree.parent(at);
      switch (parent == SyntaxTree.NONE ? "" : tree.kind(parent)) {
        case "binary_expression",
            "binary_operator",
            "parenthesized_expression",
            "concatenated_string",
            "arguments",
            "argument_list" ->
            at = parent;
        case "new_expression" -> {
          if (!tree.text(tree.child(parent, "constructor")).equals("URL")) {
            return parent;
          }
          at = parent;
        }
        case "call_expression", "call" -> {
          return parent;
        }
        default -> {
          return SyntaxTree.NONE;
        }
      }
    }
    return SyntaxTree.NONE;
  }

  /** Whether a call sends a request. */
  public static boolean sends(Call call) {
    return SENDER.matcher(call.callee()).matches()
        && !CallSites.name(call).matches("mount|log|info|debug|warn|error");
  }

  /** Whether a string is the value, or the default, of what is named like an endpoint. */
  public static boolean isEndpoint(SourceModule module, int string) {
    SyntaxTree tree = module.tree();
    int at = string;
    for (int i = 0; i < MOST_LEVELS; i++) {
      int parent = tree.parent(at);
      switch (parent == SyntaxTree.NONE ? "" : tree.kind(parent)) {
        case "binary_expression", "boolean_operator", "parenthesized_expression" -> at = parent;
        case "arguments", "argument_list" -> {
          int call = tree.parent(parent);
          String name =
              ExternalCalls.isCall(tree, call) ? CallSites.name(new Call(module, call, "")) : "";
          if ((!name.equals("getenv") && !name.equals("get")) || tree.namedChild(parent, 0) == at) {
            return false;
          }
          at = call;
        }
        case "variable_declarator" -> {
          return isNamed(tree.text(tree.child(parent, "name")));
        }
        case "assignment", "assignment_expression" -> {
          return isNamed(tree.text(tree.child(parent, "left")));
        }
        case "keyword_argument" -> {
          return tree.text(tree.child(parent, "name")).matches("base_url|endpoint_url|api_base");
        }
        case "pair" -> {
          return Members.key(tree, parent).matches("baseURL|baseUrl|base_url|prefixUrl");
        }
        default -> {
          return false;
        }
      }
    }
    return false;
  }

  private static boolean isNamed(String name) {
    return name.length() < 100 && ENDPOINT.matcher(name).matches();
  }
}
