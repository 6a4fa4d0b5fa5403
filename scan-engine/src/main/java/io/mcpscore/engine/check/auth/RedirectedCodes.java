package io.mcpscore.engine.check.auth;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.UrlPosition;
import io.mcpscore.engine.check.ValueTests;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.Functions;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a request says as the source, also what it brings back in an unsigned state, and where an
 * authorization code is sent to as the sink.
 */
record RedirectedCodes(CheckContext context) implements SinkRule {

  private static final Set<String> REDIRECTS = Set.of("redirect", "RedirectResponse");
  private static final Pattern CODE = Pattern.compile("\\bcode\\b");

  /** Whoever signed or sealed a text said where its parts lead. */
  private static final Pattern SEALED =
      Pattern.compile(
          "(?is).*(?:hmac|compare_digest|timingSafeEqual|verif|unsign|decrypt|unseal|fernet|jwt"
              + "|serializer).*");

  /** Tests in the words of their authors. */
  private static final Pattern TESTED =
      Pattern.compile(
          "(?is).*(?:valid\\w{0,40}\\(|check\\w{0,40}\\(|allow|registered|whitelist|redirect_?uris"
              + "|\\.some\\(|\\.find\\(|starts_?with).*");

  private static final Pattern COMPARING =
      Pattern.compile(
          "===|==|\\bin\\b|(?:includes|has|some|any|startsWith|startswith|test|match)\\(");

  private static final Set<String> PARTS =
      Set.of("href", "origin", "host", "hostname", "netloc", "toString", "geturl");
  private static final Set<String> PARSERS = Set.of("urlparse", "urlsplit", "URL", "parse");
  private static final int LONGEST = 20_000;

  @Override
  public boolean concerns(SourceModule module) {
    return module.file().text().holds("edirect");
  }

  @Override
  public List<Integer> sinks(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    Call call = new Call(module, node, "");
    if (!REDIRECTS.contains(CallSites.name(call))) {
      return List.of();
    }
    int function = Functions.around(module, node);
    String text = tree.brief(function, LONGEST);
    if (!CODE.matcher(text).find() || TESTED.matcher(text).matches()) {
      return List.of();
    }
    boolean response = CallSites.name(call).equals("RedirectResponse");
    List<Integer> given = call.arguments();
    int address = response || given.size() < 2 ? call.argument(0, "url") : given.getLast();
    return new UrlPosition(context.program()).deciding(module, address);
  }

  @Override
  public boolean cleans(SourceModule module, int call) {
    SyntaxTree tree = module.tree();
    if (SEALED.matcher(tree.brief(tree.child(call, "function"), LONGEST)).matches()) {
      return true;
    }
    return context.program().resolve(module, tree.child(call, "function")).orElse(null)
            instanceof Target.Defined d
        && SEALED.matcher(d.module().tree().brief(d.node(), LONGEST)).matches();
  }

  @Override
  public Optional<Guard> guard(SourceModule module, int condition) {
    return ValueTests.of(context.program(), module, condition)
        .map(g -> new Guard(address(module.tree(), g.value()), g.harmlessWhen()))
        .or(() -> ownTest(module, condition));
  }

  /** A function of the program that tells of an address whether a client may be sent there. */
  private Optional<Guard> ownTest(SourceModule module, int condition) {
    SyntaxTree tree = module.tree();
    if (!ExternalCalls.isCall(tree, condition)
        || !(context.program().resolve(module, tree.child(condition, "function")).orElse(null)
            instanceof Target.Defined d)
        || !COMPARING.matcher(d.module().tree().brief(d.node(), LONGEST)).find()) {
      return Optional.empty();
    }
    return new Call(module, condition, "")
        .arguments().stream()
            .filter(
                a ->
                    tree.brief(a, LONGEST)
                        .matches("(?is).{0,60}(?:redirect|uri|url|address|return).{0,40}"))
            .findFirst()
            .map(a -> new Guard(a, true));
  }

  /** The address of which a part, or another form, was held against a list. */
  private static int address(SyntaxTree tree, int tested) {
    boolean call = ExternalCalls.isCall(tree, tested);
    int member = call ? tree.child(tested, "function") : tested;
    int property = tree.child(member, "property");
    String name = tree.text(property == NONE ? tree.child(member, "attribute") : property);
    int owner = PARTS.contains(name) ? tree.child(member, "object") : NONE;
    boolean parsed = PARSERS.contains(Expressions.calledName(tree, owner));
    int whole = parsed ? tree.namedChild(tree.child(owner, "arguments"), 0) : owner;
    return whole == NONE ? tested : whole;
  }
}
