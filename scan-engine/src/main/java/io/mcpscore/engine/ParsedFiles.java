package io.mcpscore.engine;

import io.mcpscore.engine.parser.ScanParser;
import io.mcpscore.engine.program.ParsedFile;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.syntax.SourceParser.ParseOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/**
 * The files that have a syntax tree and those that were given up.
 *
 * @param trees files with their trees, in the order of the files
 * @param givenUp paths without a tree, ordered, by reason
 */
record ParsedFiles(List<ParsedFile> trees, Map<String, List<String>> givenUp) {

  /** Parses files that have a language. */
  static ParsedFiles of(List<SourceFile> files, ScanParser parser, IntConsumer filesDone) {
    List<ParsedFile> trees = new ArrayList<>();
    Map<String, List<String>> givenUp = new TreeMap<>();
    List<ParseOutcome> outcomes = parser.parse(files, filesDone);
    for (int i = 0; i < files.size(); i++) {
      SourceFile file = files.get(i);
      switch (outcomes.get(i)) {
        case ParseOutcome.Parsed parsed -> trees.add(new ParsedFile(file, parsed.tree()));
        case ParseOutcome.GivenUp lost ->
            givenUp.computeIfAbsent(lost.reason(), r -> new ArrayList<>()).add(file.path());
      }
    }
    return new ParsedFiles(trees, givenUp);
  }
}
