package io.mcpscore.engine.check.network;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.Drafts;
import io.mcpscore.engine.check.http.Endpoint;
import io.mcpscore.engine.check.http.HttpServers;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Severity;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What endpoints do by themselves against DNS rebinding, and switches that leave it off. */
final class RebindingDefenses {

  private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "[::]");

  /** A member or parameter that switches the protection on, as SDKs have it. */
  private static final Pattern SWITCH =
      Pattern.compile(
          "(?i)_?enable_?(?:dns_?rebinding|host|origin)_?(?:protection|validation|check)");

  private final CheckContext context;

  RebindingDefenses(CheckContext context) {
    this.context = context;
  }

  /** Whether the library looks at hosts here without being asked. */
  boolean hasOwn(Endpoint endpoint) {
    Call call = endpoint.call();
    return switch (endpoint.kind()) {
      // Bound to loopback, its default, the server of the SDK checks the Host by itself.
      case PYTHON_SDK -> !isOpened(call.module());
      case PYTHON_TRANSPORT ->
          call.option("security_settings") != SyntaxTree.NONE
              || CallSites.mentions(call.module().file(), "TransportSecuritySettings");
      case SCRIPT_TRANSPORT, SCRIPT_FASTMCP, PYTHON_FASTMCP ->
          call.option("middleware") != SyntaxTree.NONE
              && CallSites.mentions(call.module().file(), "TrustedHost");
    };
  }

  /** Whether a server of the SDK in a module is constructed for every interface. */
  private boolean isOpened(SourceModule module) {
    return CallSites.in(context, module)
        .filter(c -> CallSites.name(c).matches("FastMCP|MCPServer"))
        .map(c -> context.program().constant(module, c.option("host")).asText())
        .anyMatch(EVERYWHERE::contains);
  }

  /** Whether what runs with a file waits for connections itself. */
  static boolean listens(CheckContext context, HttpServers servers, SourceFile file) {
    return servers
        .modules(file)
        .filter(m -> CallSites.mentions(m.file(), ".listen(", "serve(", "startHTTPServer"))
        .flatMap(m -> CallSites.in(context, m))
        .anyMatch(c -> CallSites.name(c).matches("listen|serve|startHTTPServer"));
  }

  /** Declarations by which a library leaves its protection off. */
  Stream<Draft> offByDefault(HttpServers servers) {
    return CallSites.modules(context)
        .filter(m -> CallSites.mentions(m.file(), "ebindingProtection", "ebinding_protection"))
        .filter(m -> !hasValidatingApp(servers, m.file()))
        .flatMap(m -> switches(m));
  }

  private Stream<Draft> switches(SourceModule module) {
    SyntaxTree tree = module.tree();
    return tree.subtree(0)
        .filter(n -> isOff(tree, n))
        .mapToObj(
            n ->
                Drafts.fact(
                    module,
                    n,
                    Severity.MEDIUM,
                    tree.is(n, "assignment") && tree.child(n, "type") == SyntaxTree.NONE
                        ? "The protection against DNS rebinding is switched off here."
                        : "The protection against DNS rebinding is off unless a server asks for"
                            + " it."));
  }

  private static boolean isOff(SyntaxTree tree, int node) {
    return switch (tree.kind(node)) {
      case "binary_expression" -> {
        String left = tree.text(tree.child(node, "left"));
        boolean named = SWITCH.matcher(left.substring(left.lastIndexOf('.') + 1)).matches();
        yield named && tree.text(tree.child(node, "right")).equals("false");
      }
      case "object_assignment_pattern" ->
          SWITCH.matcher(tree.text(tree.firstChild(node))).matches()
              && tree.text(tree.child(node, "right")).equals("false");
      case "typed_default_parameter", "default_parameter" ->
          SWITCH.matcher(tree.text(tree.firstChild(node))).matches()
              && tree.text(tree.child(node, "value")).equals("False");
      case "assignment" -> {
        int left = tree.child(node, "left");
        boolean member = tree.is(left, "attribute");
        yield (member || tree.child(node, "type") != SyntaxTree.NONE)
            && SWITCH.matcher(tree.text(member ? tree.child(left, "attribute") : left)).matches()
            && tree.text(tree.child(node, "right")).equals("False");
      }
      case "pair" ->
          SWITCH.matcher(tree.text(tree.child(node, "key"))).matches()
              && tree.text(tree.child(node, "value")).equals("false");
      case "keyword_argument" ->
          SWITCH.matcher(tree.text(tree.child(node, "name"))).matches()
              && tree.text(tree.child(node, "value")).equals("False")
              && !tree.is(tree.parent(tree.parent(tree.parent(node))), "boolean_operator");
      default -> false;
    };
  }

  /** Whether a library offers an application that validates hosts without being asked. */
  private boolean hasValidatingApp(HttpServers servers, SourceFile file) {
    return servers
        .modules(file)
        .filter(m -> CallSites.mentions(m.file(), "alidation("))
        .flatMap(m -> CallSites.in(context, m))
        .anyMatch(c -> CallSites.name(c).matches("localhostHostValidation|hostHeaderValidation"));
  }
}
