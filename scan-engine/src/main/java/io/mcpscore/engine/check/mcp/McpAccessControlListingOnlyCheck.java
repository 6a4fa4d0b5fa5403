package io.mcpscore.engine.check.mcp;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.Set;

/**
 * {@code mcp-access-control-listing-only}: a policy that hides tools from the list and does not
 * stop their calls.
 */
public final class McpAccessControlListingOnlyCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("mcp-access-control-listing-only");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    Listings listings = new Listings(context);
    for (Listings.Code listing : listings.listing()) {
      Set<String> policies = listings.policies(listing);
      policies.removeIf(listings::isEnforced);
      listings
          .filter(listing, policies)
          .ifPresent(
              test -> {
                SyntaxTree tree = listing.module().tree();
                findings.report(
                    new FindingSink.Draft(
                        listing.module().file(),
                        tree.start(test),
                        tree.end(test),
                        Severity.MEDIUM,
                        Evidence.LIKELY,
                        "The list of tools leaves out what "
                            + String.join(", ", policies)
                            + " does not allow, but nothing that handles a call tests it: a client"
                            + " that knows the name of a hidden tool can call it.",
                        null,
                        List.of(),
                        List.of()));
              });
    }
  }
}
