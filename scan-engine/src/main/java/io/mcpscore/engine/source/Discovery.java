package io.mcpscore.engine.source;

import io.mcpscore.engine.Cancellation;
import io.mcpscore.engine.RepositorySnapshot;
import io.mcpscore.engine.RepositorySnapshot.Entry;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.engine.syntax.Language;
import io.mcpscore.model.FileRole;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds and reads the files of a scan: what each is for, in which language, and what is left out
 * for which reason. The outcome depends on the tree alone, not on how the snapshot was made.
 *
 * <p>Everything is decided by paths and sizes first; only then files are read. Over the file limit
 * code and configuration of the server come first, so that no heap of other files can hide them.
 */
public final class Discovery {

  private static final String VENDORED = "vendored";
  private static final String NOT_TEXT = "not-a-text-type";
  private static final String TOO_LARGE = "too-large";
  private static final String OVER_LIMIT = "over-file-limit";
  private static final String BINARY = "binary";

  /** A file and what its path says; no reason: it may be read. */
  private record Candidate(Entry entry, FileRole role, Language language, String reasonToSkip) {

    boolean isReadable() {
      return reasonToSkip == null;
    }

    boolean isServerCode() {
      return language != null && role == FileRole.SOURCE;
    }

    /** Files of the server before all others, code and configuration alike. */
    int rank() {
      return role.deducts() ? 0 : 1;
    }
  }

  private final RepositorySnapshot snapshot;
  private final ScanBudget budget;
  private final Cancellation cancellation;
  private final List<SourceFile> files = new ArrayList<>();
  private final Map<String, List<String>> skipped = new TreeMap<>();
  private final List<String> codeLeftOut = new ArrayList<>();

  private Discovery(RepositorySnapshot snapshot, ScanBudget budget, Cancellation cancellation) {
    this.snapshot = snapshot;
    this.budget = budget;
    this.cancellation = cancellation;
  }

  /**
   * Finds and reads.
   *
   * @param directory sub-directory to scan, without slash at either end, or null for all; roles are
   *     those that its files have inside it
   * @param cancellation looked at before every file
   * @throws IOException when the snapshot's store is broken
   */
  public static Discovered discover(
      RepositorySnapshot snapshot, ScanBudget budget, String directory, Cancellation cancellation)
      throws IOException {
    ScannedTree tree = new ScannedTree(snapshot.entries(), directory);
    return new Discovery(snapshot, budget, cancellation).run(tree);
  }

  private Discovered run(ScannedTree tree) throws IOException {
    List<Candidate> candidates =
        tree.entries().stream().map(e -> candidate(e, tree.inside(e.path()), tree)).toList();
    Set<Candidate> chosen =
        candidates.stream()
            .filter(Candidate::isReadable)
            .sorted(Comparator.comparingInt(Candidate::rank))
            .limit(budget.files())
            .collect(Collectors.toSet());
    for (Candidate candidate : candidates) {
      if (!candidate.isReadable()) {
        skip(candidate, candidate.reasonToSkip());
      } else if (!chosen.contains(candidate)) {
        skip(candidate, OVER_LIMIT);
      } else {
        cancellation.check();
        read(candidate);
      }
    }
    return new Discovered(
        tree.filesSeen(), ContentMarks.applyTo(files), skipped, List.copyOf(codeLeftOut));
  }

  private Candidate candidate(Entry entry, String inside, ScannedTree tree) {
    FileRole role = tree.roles().roleOf(inside);
    // What a build tool wrote repeats the tools of its source, so it is no program of its own.
    Language language = role == FileRole.GENERATED ? null : Language.ofPath(inside).orElse(null);
    return new Candidate(entry, role, language, reasonToSkip(inside, entry));
  }

  private String reasonToSkip(String inside, Entry entry) {
    if (TextFiles.isInstalled(inside)) {
      return VENDORED;
    }
    if (!TextFiles.hasTextName(inside)) {
      return NOT_TEXT;
    }
    // A file that was too large to be transferred is as large as one that was transferred in vain.
    return !entry.isPresent() || entry.size() > budget.fileBytes() ? TOO_LARGE : null;
  }

  private void read(Candidate candidate) throws IOException {
    byte[] bytes = snapshot.read(candidate.entry());
    if (TextFiles.isBinary(bytes)) {
      skip(candidate, BINARY);
      return;
    }
    SourceText text = new SourceText(bytes);
    String path = candidate.entry().path();
    Language language = candidate.language();
    if (language == null && candidate.role() == FileRole.SOURCE) {
      language = ContentMarks.interpreter(text).orElse(null);
    }
    files.add(new SourceFile(path, candidate.role(), language, text));
  }

  private void skip(Candidate candidate, String reason) {
    String path = candidate.entry().path();
    skipped.computeIfAbsent(reason, r -> new ArrayList<>()).add(path);
    if (candidate.isServerCode()) {
      codeLeftOut.add(path);
    }
  }
}
