package io.mcpscore.engine.check.injection;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.flow.Flow;
import java.util.List;

/**
 * Where whole statements of an agent go, followed once for the checks that judge them.
 *
 * @param flows in the order of the dataflow
 */
record StatementFlows(List<Flow> flows) {

  /** Those of a repository. */
  static List<Flow> of(CheckContext context) {
    return context
        .shared(StatementFlows.class, c -> new StatementFlows(c.flow().into(SqlRule.ofWholes(c))))
        .flows();
  }
}
