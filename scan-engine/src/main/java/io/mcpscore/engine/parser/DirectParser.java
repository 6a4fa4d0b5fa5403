package io.mcpscore.engine.parser;

import io.mcpscore.engine.source.SourceText;
import io.mcpscore.engine.syntax.Language;
import io.mcpscore.engine.syntax.SourceParser;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Parses in the calling process: for trusted text such as tests and examples. A hostile file can
 * end the process, and the time limit is not kept; scans use {@link ParserPool}.
 *
 * <p>{@code SyntaxTree tree = DirectParser.tree("f(x)", Language.PYTHON);}
 */
public final class DirectParser implements SourceParser {

  private final NativeParser parser = new NativeParser(NativeParser.MAX_NODES);

  /**
   * Parses a trusted text with a parser that is shared by the whole process.
   *
   * @throws IllegalArgumentException when the text has more nodes than a tree may have
   */
  public static SyntaxTree tree(String code, Language language) {
    SourceText text = new SourceText(code.getBytes(StandardCharsets.UTF_8));
    return switch (Shared.PARSER.parse(language, text, Duration.ZERO)) {
      case ParseOutcome.Parsed parsed -> parsed.tree();
      case ParseOutcome.GivenUp givenUp -> throw new IllegalArgumentException(givenUp.reason());
    };
  }

  @Override
  public synchronized ParseOutcome parse(Language language, SourceText text, Duration limit) {
    Optional<FlatTree> tree = parser.parse(language, text.bytes());
    if (tree.isEmpty()) {
      return new ParseOutcome.GivenUp("parse-too-many-nodes");
    }
    return new ParseOutcome.Parsed(tree.get().of(language, text, parser.vocabulary(language)));
  }

  /** Gives back native memory; the parser must not be used again. */
  @Override
  public synchronized void close() {
    parser.close();
  }

  private static final class Shared {
    static final DirectParser PARSER = new DirectParser();
  }
}
