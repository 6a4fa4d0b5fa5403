package io.mcpscore.engine.check.network;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.GivenValues;
import io.mcpscore.engine.check.MatchedText;
import io.mcpscore.engine.check.Relays;
import io.mcpscore.engine.check.Relays.Spot;
import io.mcpscore.engine.check.UrlPosition;
import io.mcpscore.engine.flow.Flow;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.regex.Harm;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Addresses that are opened, of which an agent decides scheme or host. */
final class SsrfRule implements SinkRule {

  private static final Set<String> ENCODING =
      Set.of("encodeURIComponent", "quote", "quote_plus", "urlencode");

  private final CheckContext context;
  private final UrlPosition position;
  private final SsrfAddresses addresses;
  private final Direct direct;
  private final Relays relays;
  private final SsrfPins pins;
  private final boolean guarded;

  /**
   * @param guarded whether tests of the host count
   */
  SsrfRule(CheckContext context, boolean guarded) {
    this.context = context;
    this.position = new UrlPosition(context.program());
    this.addresses = SsrfAddresses.of(context);
    this.pins = new SsrfPins(context);
    this.direct = new Direct();
    this.relays = new Relays(context, SsrfCalls.WORDS, direct);
    this.guarded = guarded;
  }

  private SsrfRule(SsrfRule other) {
    this.context = other.context;
    this.position = other.position;
    this.addresses = other.addresses;
    this.direct = other.direct;
    this.relays = other.relays;
    this.pins = other.pins;
    this.guarded = false;
  }

  /** The same sinks, with no test that counts. */
  SsrfRule unguarded() {
    return new SsrfRule(this);
  }

  /** Addresses without a detour. */
  private final class Direct implements Relays.Places {
    @Override
    public int text(Callee callee) {
      int address = addresses.at(callee);
      return address == NONE || pins.keep(callee.call()) ? NONE : address;
    }

    @Override
    public List<Integer> wholes(SourceModule module, int text) {
      return position.deciding(module, text);
    }
  }

  /** The requests behind a flow. */
  List<Spot> spots(Flow flow) {
    Flow end = end(flow);
    List<Spot> behind = relays.spots(end.module(), end.call());
    return behind.equals(List.of(at(end))) ? List.of(at(flow)) : behind;
  }

  private static Spot at(Flow flow) {
    return new Spot(flow.module(), flow.call());
  }

  /** The flow to the sink itself. */
  private static Flow end(Flow flow) {
    return flow.shared() == null ? flow : flow.shared();
  }

  /** Whether a flow ends where a function that hands addresses on is called. */
  boolean isRelay(Flow flow) {
    return !spots(flow).equals(List.of(at(flow)));
  }

  /** Whether the dataflow itself can follow the call at which a flow ends. */
  boolean isResolved(Flow flow) {
    return relays.isResolved(end(flow).module(), end(flow).call());
  }

  /**
   * Whether a flow ends at a parameter for which the callers of its function answer, or stands for
   * one that does.
   */
  boolean isRelayed(Flow flow) {
    return relays.isRelayed(end(flow).module(), end(flow).value());
  }

  @Override
  public List<Integer> sinks(SourceModule module, int node) {
    if (!ExternalCalls.isCall(module.tree(), node)) {
      return List.of();
    }
    Callee callee = Callee.of(context, module, node);
    List<Integer> relayed = relays.arguments(callee);
    int own = direct.text(callee);
    List<Integer> addresses = relayed.isEmpty() && own != NONE ? List.of(own) : relayed;
    return addresses.isEmpty()
        ? List.of()
        : addresses.stream()
            .flatMap(
                a -> (isOptions(module, a) ? List.of(a) : position.deciding(module, a)).stream())
            .distinct()
            .toList();
  }

  /** Whether a name holds the options of a request, of which the address is a member. */
  private static boolean isOptions(SourceModule module, int address) {
    return GivenValues.of(module, address).stream().anyMatch(v -> module.tree().is(v, "object"));
  }

  @Override
  public List<String> members() {
    return SsrfCalls.DECIDING;
  }

  @Override
  public boolean cleans(SourceModule module, int call) {
    Callee callee = Callee.of(context, module, call);
    return callee != null
        && (ENCODING.contains(callee.method())
            || MatchedText.isHarmless(context.program(), module, call, Harm.BEYOND_NAMES));
  }

  @Override
  public boolean cleansAccess(SourceModule module, int access) {
    return MatchedText.isHarmless(context.program(), module, access, Harm.BEYOND_NAMES);
  }

  @Override
  public Optional<Guard> guard(SourceModule module, int condition) {
    return guarded ? new SsrfGuards(context.program(), module).of(condition) : Optional.empty();
  }
}
