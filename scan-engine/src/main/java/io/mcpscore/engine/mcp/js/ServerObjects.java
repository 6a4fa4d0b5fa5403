package io.mcpscore.engine.mcp.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.mcp.McpModel.ServerDeclaration;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.js.ClassMembers;
import io.mcpscore.engine.program.js.ScriptModule;
import io.mcpscore.engine.program.js.ScriptSyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Places where a server object is made: {@code new McpServer(info, options)}, {@code new
 * Server(info, options)}, {@code new FastMCP(options)}, classes of the repository that extend
 * these, {@code createMcpHandler(register)}, and {@code McpModule.forRoot(options)} of NestJS. A
 * program without any that makes transports of the server's side is a server too: a proxy hands
 * what it hears on to another. Without those, whoever writes such a transport is taken for one: the
 * protocol's own library.
 */
final class ServerObjects {

  private static final Set<String> FACTORIES =
      Set.of("mcp-handler.createMcpHandler", "@vercel/mcp-adapter.createMcpHandler");
  private static final Set<String> NEST_MODULES =
      Set.of("@rekog/mcp-nest.McpModule.forRoot", "@nestjs-mcp/server.McpModule.forRoot");

  private final Toolbox toolbox;
  private final Findings findings;

  ServerObjects(Toolbox toolbox, Findings findings) {
    this.toolbox = toolbox;
    this.findings = findings;
  }

  /** Reads every module. */
  void read(Program program, SdkReach reach) {
    List<Expr> transports = new ArrayList<>();
    List<Expr> written = new ArrayList<>();
    for (SourceModule module : program.modules()) {
      if (module instanceof ScriptModule && reach.covers(module)) {
        SyntaxTree tree = module.tree();
        for (int n = 0; n < tree.size(); n++) {
          switch (tree.kind(n)) {
            case "new_expression" -> created(Expr.of(module, n), transports);
            case "call_expression" -> factory(Expr.of(module, n));
            case "class_declaration" -> {
              subclass(Expr.of(module, n));
              if (SdkNames.isNamedLikeTransport(tree.text(tree.child(n, "name")))) {
                written.add(Expr.of(module, n));
              }
            }
            default -> {
              // Makes no server.
            }
          }
        }
      }
    }
    if (findings.servers.isEmpty()) {
      Set<String> files = new HashSet<>();
      (transports.isEmpty() ? written : transports)
          .stream()
              .filter(t -> files.add(t.module().file().path()))
              .forEach(t -> add(t, SdkNames.SDK, null, null));
    }
  }

  private void created(Expr expression, List<Expr> transports) {
    SyntaxTree tree = expression.tree();
    int constructor = tree.child(expression.node(), "constructor");
    String type = toolbox.values().external(expression.at(constructor));
    if (SdkNames.isServerClass(type)) {
      declare(expression, type.equals("fastmcp.FastMCP"));
    } else if (SdkNames.isServerTransport(type)) {
      transports.add(expression);
    }
  }

  private void factory(Expr call) {
    int callee = call.tree().child(call.node(), "function");
    if (call.tree().is(callee, "member_expression")
        && call.tree().text(callee).endsWith(".forRoot")
        && NEST_MODULES.contains(toolbox.values().external(call.at(callee)))) {
      declare(call, false);
    } else if (call.tree().is(callee, "identifier")
        && FACTORIES.contains(toolbox.values().external(call.at(callee)))) {
      Expr options = argument(call, 1);
      add(
          call,
          SdkNames.SDK,
          toolbox.text(toolbox.member(options, "serverInfo"), "name"),
          toolbox.text(options, "instructions"));
    }
  }

  /** {@code class X extends McpServer}: its constructor tells name and version to the SDK. */
  private void subclass(Expr type) {
    int parent = ClassMembers.superclass(type.tree(), type.node());
    if (parent == NONE || !SdkNames.isServerClass(toolbox.values().external(type.at(parent)))) {
      return;
    }
    SyntaxTree tree = type.tree();
    int call =
        tree.subtree(type.node())
            .filter(n -> tree.is(n, "call_expression"))
            .filter(n -> tree.is(tree.child(n, "function"), "super"))
            .findFirst()
            .orElse(NONE);
    if (call != NONE) {
      declare(type.at(call), false);
    }
  }

  private void declare(Expr call, boolean fastMcp) {
    Expr info = argument(call, 0);
    Expr options = fastMcp ? info : argument(call, 1);
    add(
        call,
        fastMcp ? SdkNames.FASTMCP : SdkNames.SDK,
        toolbox.text(info, "name"),
        toolbox.text(options, "instructions"));
  }

  private void add(Expr at, String framework, String name, String instructions) {
    findings.servers.add(
        new ServerDeclaration(
            at.module(),
            at.node(),
            framework,
            Literals.UNKNOWN.equals(name) ? null : name,
            Literals.UNKNOWN.equals(instructions) ? null : instructions));
  }

  private static Expr argument(Expr call, int index) {
    int argument = ScriptSyntax.argument(call.tree(), call.node(), index);
    return argument == NONE ? null : call.at(argument);
  }
}
