package io.mcpscore.engine.check.filesystem;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Severity;
import java.util.regex.Pattern;

/** {@code fs-autostart-write}: writes to files that are run when somebody logs in or works on. */
public final class FsAutostartWriteCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("fs-autostart-write");

  private static final Pattern STARTED =
      Pattern.compile(
          "(?:.*/)?(?:\\.(?:bash(?:rc|_profile|_login)|zsh(?:rc|env)|zprofile|zlogin|profile|xinitrc|xprofile)"
              + "|\\.config/fish/config\\.fish|Microsoft\\.PowerShell_profile\\.ps1)"
              + "|/etc/(?:profile(?:\\.d/.*)?|bash\\.bashrc|zsh/.*|rc\\.local|init\\.d/.*|crontab|cron\\..*|ld\\.so\\.preload)"
              + "|(?:.*/)?(?:var/spool/cron/.*|\\.config/autostart/.*|\\.config/systemd/user/.*"
              + "|Library/Launch(?:Agents|Daemons)/.*|Start Menu/Programs/Startup/.*)"
              + "|/etc/systemd/system/.*"
              + "|(?:.*/)?(?:\\.ssh/(?:authorized_keys|rc|environment)|\\.git/hooks/[^/]{1,60})");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (SourceModule module : context.program().modules()) {
      SyntaxTree tree = module.tree();
      PathWords words = new PathWords(context.program(), module);
      ExternalCalls.nodes(tree)
          .filter(n -> module.file().role().deducts())
          .filter(n -> isStarted(context, words, module, n))
          .forEach(
              n ->
                  findings.report(
                      PlaceDrafts.reached(
                          context,
                          module,
                          n,
                          Severity.HIGH,
                          "A write to a file that is run by itself later on.")));
    }
  }

  private static boolean isStarted(
      CheckContext context, PathWords words, SourceModule module, int call) {
    int path = FileWrites.target(context.program(), context.calls(), module, call);
    if (path == NONE) {
      return false;
    }
    String text = words.of(path);
    return text.length() < 1_000 && STARTED.matcher(text).matches();
  }
}
