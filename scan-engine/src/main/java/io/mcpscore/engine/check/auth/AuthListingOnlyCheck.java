package io.mcpscore.engine.check.auth;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.Drafts;
import io.mcpscore.model.Severity;

/**
 * {@code auth-listing-only}: a policy, such as a read-only mode or a list of allowed tools, that
 * hides tools from the list and is not asked when one is called by its name.
 */
public final class AuthListingOnlyCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("auth-listing-only");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    CallSites.modules(context)
        .filter(m -> CallSites.mentions(m.file(), "list_tools", "ListToolsRequestSchema"))
        .forEach(
            m ->
                new ToolPolicies(context, m)
                    .hidingOnly()
                    .forEach(
                        n ->
                            findings.report(
                                Drafts.fact(
                                    m,
                                    n,
                                    Severity.HIGH,
                                    "The policy decides what is listed, but a tool that it hides can"
                                        + " still be called by its name."))));
  }
}
