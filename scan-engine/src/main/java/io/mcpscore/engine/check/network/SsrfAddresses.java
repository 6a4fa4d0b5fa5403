package io.mcpscore.engine.check.network;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.program.ModuleMemo;

/** The addresses that the calls of a repository open, worked out once for all checks. */
final class SsrfAddresses {

  private final ModuleMemo<Integer> known;

  private SsrfAddresses(CheckContext context) {
    this.known = new ModuleMemo<>(context.program());
  }

  static SsrfAddresses of(CheckContext context) {
    return context.shared(SsrfAddresses.class, SsrfAddresses::new);
  }

  /** The address of a call, or {@code NONE}; see {@link SsrfCalls#address}. */
  int at(Callee callee) {
    Call call = callee.call();
    return known.get(call.module(), call.node(), node -> SsrfCalls.address(callee));
  }
}
