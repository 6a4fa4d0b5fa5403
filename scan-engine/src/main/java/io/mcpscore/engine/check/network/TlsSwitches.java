package io.mcpscore.engine.check.network;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Recognises, in one module, the places that switch verification off. */
final class TlsSwitches {

  private static final Set<String> OFF_MEMBERS = Set.of("rejectUnauthorized", "strictSSL");
  private static final Set<String> OFF_KEYWORDS =
      Set.of("verify", "verify_ssl", "ssl_verify", "verify_certs", "check_hostname");
  private static final Set<String> OFF_ATTRIBUTES = Set.of("verify", "check_hostname");

  /** Options that switch verification off by being there, as downloaders have them. */
  private static final Set<String> ON_OPTIONS =
      Set.of("nocheckcertificate", "no_check_certificate", "no_check_certificates");

  /** Libraries whose calls take {@code ssl=False} for "do not verify". */
  private static final Pattern AIOHTTP = Pattern.compile("aiohttp\\..*");

  /** Calls of a {@code verify} that has nothing to do with connections. */
  private static final Pattern OTHER_VERIFY =
      Pattern.compile("(?:jwt|jose|itsdangerous|zipfile|nacl|cryptography|hmac)\\..*|.*decode.*");

  private final CheckContext context;
  private final SourceModule module;
  private final SyntaxTree tree;
  private final boolean script;

  TlsSwitches(CheckContext context, SourceModule module) {
    this.context = context;
    this.module = module;
    this.tree = module.tree();
    this.script = module.file().language().isScript();
  }

  /** Whether a node, for sure, switches verification off. */
  boolean isOff(int node) {
    return switch (tree.kind(node)) {
      case "pair" -> (script && isMember(node)) || isOption(node);
      case "assignment_expression" -> isVariable(node) || isProperty(node);
      case "keyword_argument" -> isKeyword(node);
      case "assignment" -> isAttribute(node) || isVariable(node) || isItem(node);
      case "call" -> isUnverifiedContext(node);
      default -> false;
    };
  }

  private boolean isOption(int pair) {
    return tree.text(tree.child(pair, "value")).matches("[Tt]rue")
        && ON_OPTIONS.contains(Members.key(tree, pair));
  }

  /** {@code options["nocheckcertificate"] = True}. */
  private boolean isItem(int assignment) {
    int left = tree.child(assignment, "left");
    int key = tree.is(left, "subscript") ? tree.child(left, "subscript") : SyntaxTree.NONE;
    return tree.text(tree.child(assignment, "right")).equals("True")
        && Literals.isString(tree, key)
        && ON_OPTIONS.contains(Literals.content(tree, key));
  }

  private boolean isMember(int pair) {
    return OFF_MEMBERS.contains(Members.key(tree, pair))
        && tree.text(tree.child(pair, "value")).equals("false");
  }

  private boolean isProperty(int assignment) {
    int left = tree.child(assignment, "left");
    return tree.is(left, "member_expression")
        && OFF_MEMBERS.contains(tree.text(tree.child(left, "property")))
        && tree.text(tree.child(assignment, "right")).equals("false");
  }

  /** {@code process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0"} and its relatives. */
  private boolean isVariable(int assignment) {
    String left = tree.text(tree.child(assignment, "left"));
    int right = tree.child(assignment, "right");
    String value =
        Literals.isString(tree, right) ? Literals.content(tree, right) : tree.text(right);
    boolean variable =
        left.length() < 80
            && (left.contains("NODE_TLS_REJECT_UNAUTHORIZED")
                || left.contains("PYTHONHTTPSVERIFY"));
    return variable && value.equals("0");
  }

  private boolean isKeyword(int keyword) {
    String name = tree.text(tree.child(keyword, "name"));
    String value = tree.text(tree.child(keyword, "value"));
    if (name.equals("cert_reqs")) {
      return value.endsWith("CERT_NONE") || value.equals("\"CERT_NONE\"");
    }
    if (!value.equals("False")) {
      return value.equals("True") && ON_OPTIONS.contains(name);
    }
    int node = tree.parent(tree.parent(keyword));
    Optional<String> callee = context.calls().at(module, node).map(Call::callee);
    if (name.equals("ssl")) {
      return callee.filter(c -> AIOHTTP.matcher(c).matches()).isPresent();
    }
    String written = callee.orElseGet(() -> tree.text(tree.child(node, "function")));
    return OFF_KEYWORDS.contains(name) && !OTHER_VERIFY.matcher(written).matches();
  }

  private boolean isAttribute(int assignment) {
    int left = tree.child(assignment, "left");
    String right = tree.text(tree.child(assignment, "right"));
    if (!tree.is(left, "attribute")) {
      return false;
    }
    String name = tree.text(tree.child(left, "attribute"));
    return switch (name) {
      case "verify_mode" -> right.equals("ssl.CERT_NONE") || right.equals("CERT_NONE");
      case "_create_default_https_context" -> right.endsWith("_create_unverified_context");
      default -> OFF_ATTRIBUTES.contains(name) && right.equals("False");
    };
  }

  private boolean isUnverifiedContext(int call) {
    return context
        .calls()
        .at(module, call)
        .filter(c -> c.callee().equals("ssl._create_unverified_context"))
        .isPresent();
  }
}
