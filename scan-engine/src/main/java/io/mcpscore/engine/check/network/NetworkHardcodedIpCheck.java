package io.mcpscore.engine.check.network;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code network-hardcoded-ip}: literal IPv4 addresses that a connection goes to. Addresses in
 * lists, comparisons and sentences are no findings: lists of refused addresses are good practice.
 */
public final class NetworkHardcodedIpCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("network-hardcoded-ip");

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:([a-z][a-z0-9+.-]{1,15})://(?:[^\\s/@]{1,100}@)?)?"
              + "([0-9]{1,3}(?:\\.[0-9]{1,3}){3})(?::[0-9]{1,5})?(?:[/?#][^\\s]{0,500})?");
  private static final Pattern HOST_NAME =
      Pattern.compile(
          "(?i).{0,40}(?:host|hostname|addr|address|ip|server|url|uri|endpoint|gateway|proxy)");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (SourceModule module : context.program().modules()) {
      SyntaxTree tree = module.tree();
      Literals.in(tree)
          .filter(s -> module.file().role().deducts() && !Literals.isStatement(tree, s))
          .forEach(s -> look(module, s, findings));
    }
  }

  private static void look(SourceModule module, int string, FindingSink findings) {
    SyntaxTree tree = module.tree();
    Matcher matcher = ADDRESS.matcher(Literals.content(tree, string));
    if (!matcher.matches() || !(matcher.group(1) != null || isHost(tree, string))) {
      return;
    }
    AddressKind kind = AddressKind.of(matcher.group(2));
    Severity severity = kind.severity();
    if (severity == null || !isGiven(tree, string)) {
      return;
    }
    findings.report(
        new Draft(
            module.file(),
            tree.start(string),
            tree.end(string),
            severity,
            severity == Severity.MEDIUM ? Evidence.LIKELY : Evidence.HEURISTIC,
            kind.description(),
            null,
            List.of(),
            List.of()));
  }

  /** Whether a value is used as it is: an argument, a member, a variable or a fallback. */
  private static boolean isGiven(SyntaxTree tree, int value) {
    return switch (tree.kind(tree.parent(value))) {
      case "arguments", "argument_list" -> !isText(tree, value);
      case "pair",
          "variable_declarator",
          "assignment",
          "assignment_expression",
          "keyword_argument",
          "default_parameter",
          "typed_default_parameter",
          "assignment_pattern",
          "public_field_definition",
          "boolean_operator" ->
          true;
      case "binary_expression" -> {
        String operator = tree.text(tree.child(tree.parent(value), "operator"));
        yield operator.equals("||") || operator.equals("??");
      }
      default -> false;
    };
  }

  /** Whether an argument is shown, logged or compared rather than used. */
  private static boolean isText(SyntaxTree tree, int argument) {
    int call = tree.parent(tree.parent(argument));
    String callee = ExternalCalls.isCall(tree, call) ? tree.text(tree.child(call, "function")) : "";
    String name = callee.substring(callee.lastIndexOf('.') + 1);
    return name.matches(
        "describe|log|info|warn|error|debug|print|includes|startsWith|endsWith|startswith|has|test"
            + "|Error|ip_network|ip_address|IPv4Address|IPv4Network|add");
  }

  private static boolean isHost(SyntaxTree tree, int string) {
    int parent = tree.parent(string);
    String name =
        switch (tree.kind(parent)) {
          case "pair" -> Members.key(tree, parent);
          case "variable_declarator", "keyword_argument", "default_parameter" ->
              tree.text(tree.child(parent, "name"));
          case "assignment", "assignment_expression" -> tree.text(tree.child(parent, "left"));
          // A fallback is for what the whole expression is for.
          case "binary_expression", "boolean_operator" -> {
            yield isGiven(tree, string) && isHost(tree, parent) ? "host" : "";
          }
          default -> "";
        };
    return HOST_NAME.matcher(name).matches();
  }
}
