package io.mcpscore.engine.check.network;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Recognises, in one module, SSH connections whose host may be anybody. */
final class SshTrust {

  private static final Pattern BLIND_POLICY =
      Pattern.compile("(?:\\w{1,40}\\.){0,3}(?:AutoAddPolicy|WarningPolicy)(?:\\(\\))?");
  private static final Pattern OPTION =
      Pattern.compile("(?i)(?:-o\\s{0,3})?StrictHostKeyChecking[= ][\"']?(?:no|off)");
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?is).{0,200}\\b(?:ssh|scp|sftp|rsync|sshfs)\\b.{0,300}?"
              + "-o\\s{0,3}[\"']?StrictHostKeyChecking[= ][\"']?(?:no|off)\\b.*");

  /** Conditions by which somebody chooses how hosts are told. */
  private static final Pattern CHOICE =
      Pattern.compile(
          "(?is).*(?:verif|strict|insecure|known_?hosts|host_?key|auto_?add|trust|policy).*");

  private static final Pattern SCRIPT_CLIENT =
      Pattern.compile("(?:ssh2|node-ssh|ssh2-sftp-client)\\b.{0,80}\\.connect");
  private static final Pattern CLIENT_NAME = Pattern.compile("(?i).{0,60}(?:ssh|sftp|conn).{0,40}");
  private static final Pattern SETTINGS_NAME =
      Pattern.compile("(?i).{0,40}(?:config|conf|options|opts|settings|params)");

  /** Where such an option is spoken of and not used. */
  private static final Set<String> TELLING =
      Set.of(
          "log",
          "info",
          "warn",
          "warning",
          "error",
          "debug",
          "print",
          "Error",
          "ValueError",
          "describe");

  private static final int MOST_TEXT = 600;
  private static final int MOST_LEVELS = 30;

  private final CheckContext context;
  private final SourceModule module;
  private final SyntaxTree tree;
  private final boolean script;
  private final boolean remembers;
  private final boolean verifies;

  SshTrust(CheckContext context, SourceModule module) {
    this.context = context;
    this.module = module;
    this.tree = module.tree();
    this.script = module.file().language().isScript();
    // With a file of its own the policy writes new keys down, and a key that changes is refused.
    this.remembers = CallSites.mentions(module.file(), ".load_host_keys(");
    this.verifies =
        script
            && CallSites.modules(context)
                .anyMatch(m -> CallSites.mentions(m.file(), "hostVerifier", "hostHash"));
  }

  /** Whether a node is where a host key is not looked at, whatever the settings. */
  boolean isBlind(int node) {
    boolean blind =
        switch (tree.kind(node)) {
          case "call" -> ExternalCalls.isCall(tree, node) && !script && isPython(node);
          case "call_expression" -> script && !verifies && isScript(node);
          case "keyword_argument" ->
              tree.text(tree.child(node, "name")).equals("known_hosts")
                  && isNoHosts(tree.child(node, "value"))
                  && isAsyncssh(tree.parent(tree.parent(node)));
          case "pair" -> isPair(node);
          case "string", "template_string" -> isOption(node);
          default -> false;
        };
    return blind && !isChosen(node);
  }

  private boolean isPython(int node) {
    Call call = CallSites.at(context, module, node);
    if (CallSites.name(call).equals("set_missing_host_key_policy")) {
      int policy = Expressions.valueOf(module, call.argument(0, "policy"));
      return !remembers && policy != NONE && BLIND_POLICY.matcher(brief(policy)).matches();
    }
    return call.callee().equals("paramiko.Transport().connect")
        && call.argument(0, "hostkey") == NONE
        && !CallSites.mentions(module.file(), "get_remote_server_key");
  }

  private boolean isAsyncssh(int call) {
    return ExternalCalls.isCall(tree, call)
        && CallSites.at(context, module, call).callee().startsWith("asyncssh.");
  }

  private boolean isNoHosts(int value) {
    return tree.text(value).equals("None");
  }

  private boolean isPair(int pair) {
    return switch (Members.key(tree, pair)) {
      case "known_hosts" ->
          !script
              && CallSites.mentions(module.file(), "asyncssh")
              && isNoHosts(tree.child(pair, "value"));
      case "hostVerifier" -> saysYes(tree.child(pair, "value"));
      default -> false;
    };
  }

  /** {@code () => true}. */
  private boolean saysYes(int function) {
    int body = tree.child(function, "body");
    boolean block = tree.is(body, "statement_block");
    int only = block ? tree.namedChild(body, 0) : body;
    int answer = tree.is(only, "return_statement") ? tree.namedChild(only, 0) : only;
    return module.isFunction(function) && tree.text(answer).equals("true");
  }

  private boolean isScript(int node) {
    Call call = CallSites.at(context, module, node);
    if (!CallSites.name(call).equals("connect") || call.arguments().isEmpty()) {
      return false;
    }
    int settings = Expressions.valueOf(module, call.argument(0));
    boolean login = isLogin(settings);
    if (SCRIPT_CLIENT.matcher(call.callee()).matches()) {
      return login || isSettings(call.argument(0));
    }
    boolean ssh = CallSites.mentions(module.file(), "ssh2\"", "ssh2'", "node-ssh", "ssh2-sftp");
    return ssh && login && CLIENT_NAME.matcher(brief(call.receiver())).matches();
  }

  private boolean isLogin(int settings) {
    return tree.is(settings, "object")
        && (Members.value(tree, settings, "username") != NONE || spreads(settings));
  }

  private boolean spreads(int object) {
    return tree.namedChildren(object).anyMatch(c -> tree.is(c, "spread_element"));
  }

  private boolean isSettings(int argument) {
    String text = brief(argument);
    return SETTINGS_NAME.matcher(text.substring(text.lastIndexOf('.') + 1)).matches();
  }

  private boolean isOption(int string) {
    if (!Literals.isString(tree, string)
        || tree.end(string) - tree.start(string) > MOST_TEXT
        || Literals.isStatement(tree, string)) {
      return false;
    }
    String text = Literals.content(tree, string);
    boolean option = OPTION.matcher(text).matches() && isItem(string);
    return option || (COMMAND.matcher(text).matches() && !isTold(string));
  }

  private boolean isItem(int string) {
    return List.of("array", "list", "arguments", "argument_list", "tuple")
            .contains(tree.kind(tree.parent(string)))
        && !isTold(string);
  }

  private boolean isTold(int string) {
    int at = tree.parent(string);
    for (int i = 0; i < 4 && at != NONE; i++) {
      boolean text = tree.is(at, "pair") && Members.key(tree, at).matches("description|help|text");
      boolean call = ExternalCalls.isCall(tree, at);
      if (text || (call && TELLING.contains(Expressions.calledName(tree, at)))) {
        return true;
      }
      at = tree.parent(at);
    }
    return false;
  }

  /** Whether a condition around a node, or beside it, is about how hosts are told. */
  private boolean isChosen(int node) {
    int at = tree.parent(node);
    for (int i = 0; i < MOST_LEVELS && at != NONE && !module.isFunction(at); i++) {
      int condition = tree.child(at, "condition");
      if (condition == NONE && tree.is(at, "conditional_expression")) {
        condition = tree.namedChild(at, 1);
      }
      if (condition != NONE && CHOICE.matcher(brief(condition)).matches()) {
        return true;
      }
      at = tree.parent(at);
    }
    return false;
  }

  private String brief(int node) {
    return node == NONE
        ? ""
        : tree.source().slice(tree.start(node), Math.min(tree.end(node), tree.start(node) + 200));
  }
}
