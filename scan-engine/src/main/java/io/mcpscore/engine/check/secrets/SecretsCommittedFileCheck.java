package io.mcpscore.engine.check.secrets;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.source.FileRoles;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.source.SourceText;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;

/**
 * {@code secrets-committed-file}: files that exist to hold secrets and do hold some. One finding a
 * file; the values themselves are other checks' business.
 */
public final class SecretsCommittedFileCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("secrets-committed-file");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (SourceFile file : context.files()) {
      if (file.language() == null && file.role().deducts()) {
        SecretFiles.secret(file)
            .ifPresent(s -> findings.report(draft(file, s.start(), s.end(), s.what())));
      }
    }
    context.skipped().values().stream()
        .flatMap(List::stream)
        .filter(SecretFiles::isKeyStore)
        .filter(p -> FileRoles.ofPath(p).deducts())
        .sorted()
        .map(p -> new SourceFile(p, FileRoles.ofPath(p), null, new SourceText(new byte[0])))
        .forEach(f -> findings.report(draft(f, 0, 0, "A store of keys")));
  }

  private static Draft draft(SourceFile file, int start, int end, String what) {
    return new Draft(
        file,
        start,
        end,
        Severity.HIGH,
        Evidence.LIKELY,
        what + " is part of the repository. It stays in the history after it was deleted.",
        null,
        List.of(),
        start == end ? List.of() : NamedValue.masked(start, end));
  }
}
