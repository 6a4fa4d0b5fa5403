package io.mcpscore.engine.check.network;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.Drafts;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.model.Severity;

/**
 * {@code network-ssh-host-key}: SSH clients that take every host key for the right one. One finding
 * a file: what is missing is mended for all its connections at once.
 */
public final class NetworkSshHostKeyCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("network-ssh-host-key");
  private static final String[] WORDS = {
    "paramiko", "asyncssh", "ssh2", "node-ssh", "StrictHostKeyChecking"
  };

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    CallSites.modules(context)
        .filter(m -> CallSites.mentions(m.file(), WORDS))
        .forEach(m -> look(context, m, findings));
  }

  private static void look(CheckContext context, SourceModule module, FindingSink findings) {
    SshTrust trust = new SshTrust(context, module);
    module
        .tree()
        .subtree(0)
        .filter(trust::isBlind)
        .findFirst()
        .ifPresent(n -> findings.report(draft(module, n)));
  }

  private static Draft draft(SourceModule module, int node) {
    // Hosts that the user knows are recognised there; only the first meeting is blind.
    boolean known = CallSites.mentions(module.file(), "load_system_host_keys(");
    return Drafts.fact(
        module,
        node,
        known ? Severity.LOW : Severity.MEDIUM,
        known
            ? "The key of a host that is not known yet is accepted unseen, at every start anew."
            : "Any host key is accepted: whoever sits on the way can pose as the host, and gets"
                + " the password and every command.");
  }
}
