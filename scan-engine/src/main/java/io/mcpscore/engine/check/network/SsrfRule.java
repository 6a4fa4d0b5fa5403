package io.mcpscore.engine.check.network;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Relays;
import io.mcpscore.engine.check.UrlPosition;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.SourceModule;
import java.util.List;
import java.util.Optional;

/** Addresses that are opened, of which an agent decides scheme or host. */
final class SsrfRule implements SinkRule {

  private final CheckContext context;
  private final UrlPosition position;
  private final Relays relays;
  private final boolean guarded;

  /**
   * @param guarded whether tests of the host count
   */
  SsrfRule(CheckContext context, boolean guarded) {
    this.context = context;
    this.position = new UrlPosition(context.program());
    this.relays = new Relays(context, SsrfCalls.WORDS, new Direct());
    this.guarded = guarded;
  }

  private SsrfRule(SsrfRule other) {
    this.context = other.context;
    this.position = other.position;
    this.relays = other.relays;
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
      return SsrfCalls.address(callee);
    }

    @Override
    public int whole(SourceModule module, int text) {
      return position.whole(module, text);
    }
  }

  /** The requests behind a sink. */
  List<Relays.Spot> spots(SourceModule module, int node) {
    return relays.spots(module, node);
  }

  @Override
  public List<Integer> sinks(SourceModule module, int node) {
    if (!ExternalCalls.isCall(module.tree(), node)) {
      return List.of();
    }
    Callee callee = Callee.of(context, module, node);
    int relayed = relays.argument(callee);
    int address = relayed == NONE ? SsrfCalls.address(callee) : relayed;
    return address == NONE
        ? List.of()
        : position.deciding(module, address).stream()
            .filter(n -> !relays.isRelayed(module, n))
            .toList();
  }

  @Override
  public boolean cleans(SourceModule module, int call) {
    Callee callee = Callee.of(context, module, call);
    return callee != null && callee.method().matches("encodeURIComponent|quote|quote_plus|urlencode");
  }

  @Override
  public Optional<Guard> guard(SourceModule module, int condition) {
    return guarded ? new SsrfGuards(context.program(), module).of(condition) : Optional.empty();
  }
}
