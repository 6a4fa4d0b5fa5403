package io.mcpscore.cli.scan;

import io.mcpscore.cli.ExitCodes;
import io.mcpscore.cli.MirrorOption;
import io.mcpscore.cli.MirrorOption.Mirrors;
import io.mcpscore.cli.advisories.AdvisoryPlace;
import io.mcpscore.cli.output.Format;
import io.mcpscore.intake.GitSettings;
import io.mcpscore.model.RepositoryAddress;
import io.mcpscore.report.ScanResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scan}: the result goes to standard output, alone. */
@Command(
    name = "scan",
    description = "Scans a repository, a directory or an archive, without any service.",
    mixinStandardHelpOptions = true,
    footer = "Exit codes: 0 scanned; 1 below --fail-under; 2 wrong use; 3 could not be scanned.")
public final class ScanCommand implements Callable<Integer> {

  private static final String TERMINAL = "mcpscore.terminal";

  @Spec private CommandSpec spec;
  @Mixin private MirrorOption mirrors;

  @Parameters(
      paramLabel = "URL|DIRECTORY|ARCHIVE",
      description = "What to scan: an archive is a .zip or a .tar.gz.")
  private String target;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Format format;

  @Option(names = "--fail-under", paramLabel = "N", description = "Exit 1 for a lower score.")
  private Integer failUnder;

  @Option(names = "--ref", description = "Branch, tag or commit of the repository.")
  private String ref;

  @Option(names = "--path", paramLabel = "DIR", description = "Scan this part of it alone.")
  private String path;

  @Option(names = "--output", paramLabel = "FILE", description = "Write the result there.")
  private Path output;

  @Option(
      names = "--advisories",
      paramLabel = "DIR|ZIP",
      description =
          "Known vulnerabilities in the format of OSV. Default: what ./mcpscore advisories update"
              + " has fetched.")
  private Path advisories;

  @Override
  public Integer call() throws IOException {
    ScanTarget what = target();
    String subPath = subPath(what);
    Path known = advisories();
    ScanResult result;
    try (Mirrors served = mirrors.serve();
        ProgressView progress = progress()) {
      result = new LocalScan(git(served), known, progress).run(what, subPath);
    }
    write(format.render(result));
    boolean failed = failUnder != null && result.report().score() < failUnder;
    return failed ? ExitCodes.FAILED : ExitCodes.OK;
  }

  private ScanTarget target() {
    if (failUnder != null && (failUnder < 0 || failUnder > 100)) {
      throw wrong("--fail-under must be 0 to 100");
    }
    TreeSet<String> hosts = new TreeSet<>(mirrors.directories().keySet());
    hosts.add("github.com");
    ScanTarget parsed;
    try {
      parsed = ScanTarget.parse(target, hosts);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
    if (ref == null) {
      return parsed;
    }
    if (!(parsed instanceof ScanTarget.Remote(RepositoryAddress address))) {
      throw wrong("--ref is for repository URLs; check the ref out, and scan the directory");
    }
    if (!RepositoryAddress.isRef(ref)) {
      throw wrong("--ref: " + ref + " can be no branch, tag or commit");
    }
    return new ScanTarget.Remote(address.at(ref, address.path()));
  }

  private String subPath(ScanTarget what) {
    if (path == null) {
      return what instanceof ScanTarget.Remote(RepositoryAddress address) ? address.path() : null;
    }
    String trimmed = path.replaceAll("^(\\./)+|/+$", "");
    if (!RepositoryAddress.isPath(trimmed)) {
      throw wrong("--path must be a directory inside of what is scanned");
    }
    return trimmed;
  }

  private Path advisories() {
    if (advisories != null && !Files.exists(advisories)) {
      throw wrong("--advisories: " + advisories + " does not exist");
    }
    return advisories == null ? AdvisoryPlace.filled().orElse(null) : advisories.toAbsolutePath();
  }

  private static GitSettings git(Mirrors served) {
    GitSettings settings = GitSettings.DEFAULT;
    for (Map.Entry<String, URI> mirror : served.bases().entrySet()) {
      settings = settings.withMirror(mirror.getKey(), mirror.getValue());
    }
    return settings;
  }

  private ProgressView progress() {
    return Boolean.getBoolean(TERMINAL)
        ? new ProgressBar(spec.commandLine().getErr())
        : ProgressView.NONE;
  }

  private void write(String text) throws IOException {
    if (output != null) {
      Files.writeString(output, text);
      return;
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
