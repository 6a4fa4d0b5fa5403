package io.mcpscore.engine.check.secrets;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.FileRole;
import io.mcpscore.model.Severity;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The secrets of known forms in the files of a repository, whatever the files are for. */
final class WrittenSecrets {

  private WrittenSecrets() {}

  /** Keys and tokens, ordered by file and place; in code only in texts and comments. */
  static Stream<Written> keys(CheckContext context) {
    return context.files().stream().flatMap(f -> in(context, f, SecretScanner.KEYS));
  }

  /** Private keys in the same order; most files lack even the words. */
  static Stream<Written> privateKeys(CheckContext context) {
    SecretScanner scanner = SecretScanner.PRIVATE_KEYS;
    return context.files().stream()
        .filter(f -> scanner.concerns(f.text()))
        .flatMap(f -> in(context, f, scanner));
  }

  private static Stream<Written> in(CheckContext context, SourceFile file, SecretScanner scanner) {
    List<SecretScanner.Hit> hits = scanner.scan(file.text().bytes());
    if (hits.isEmpty()) {
      return Stream.empty();
    }
    Optional<SourceModule> module = context.program().module(file.path());
    BitSet texts = module.map(m -> texts(m.tree())).orElse(null);
    return hits.stream()
        .filter(h -> texts == null || texts.get(h.start()))
        .map(h -> new Written(file, h));
  }

  /** The bytes of string literals and comments: a key that is commented out has leaked as well. */
  private static BitSet texts(SyntaxTree tree) {
    BitSet out = new BitSet();
    tree.subtree(0)
        .filter(n -> Literals.isString(tree, n) || tree.is(n, "comment") || tree.is(n, "jsx_text"))
        .forEach(n -> out.set(tree.start(n), tree.end(n)));
    return out;
  }

  /**
   * A secret that is written down.
   *
   * @param file where
   * @param hit the secret
   */
  record Written(SourceFile file, SecretScanner.Hit hit) {

    /**
     * The finding.
     *
     * @param severity in what the server runs; elsewhere it is less
     */
    Draft draft(Severity severity, String description) {
      FileRole role = file.role();
      boolean staged = role == FileRole.TEST || role == FileRole.FIXTURE;
      Severity most = role.deducts() ? severity : severity.atMost(Severity.MEDIUM);
      boolean proof = hit.format().validation().isProof();
      Evidence evidence = proof && role.deducts() ? Evidence.PROVEN : Evidence.LIKELY;
      return new Draft(
          file,
          hit.start(),
          hit.end(),
          staged ? Severity.LOW : most,
          staged ? Evidence.HEURISTIC : evidence,
          description,
          null,
          List.of(),
          masked());
    }

    /** All but four characters; of a private key all but the line that says what it is. */
    private List<int[]> masked() {
      String mark = hit.format().keywords().getFirst().text();
      int at = hit.text().indexOf(mark);
      return hit.format().isPrivateKey() && at >= 0
          ? List.of(new int[] {hit.start() + at + mark.length(), hit.end()})
          : NamedValue.masked(hit.start(), hit.end());
    }
  }
}
