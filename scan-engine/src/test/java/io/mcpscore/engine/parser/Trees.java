package io.mcpscore.engine.parser;

import io.mcpscore.engine.source.SourceText;
import io.mcpscore.engine.syntax.Language;
import io.mcpscore.engine.syntax.SourceParser.ParseOutcome;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Helpers around trees and outcomes. */
final class Trees {

  private Trees() {}

  static SourceText text(String code) {
    return new SourceText(code.getBytes(StandardCharsets.UTF_8));
  }

  /** Code with most kinds of nodes, about 100 bytes a repetition. */
  static SourceText sample(Language language, int repetitions) {
    String one =
        language == Language.PYTHON
            ? "@tool(name=\"é\")\nasync def f(a: int = 1, *b) -> str:\n  return f\"{a!r}\" + g(a)[0]\n"
            : "export async function f({a, b = 1}, ...c) { return `é${a}` + (await g?.(b))[0]; }\n";
    return text(one.repeat(repetitions));
  }

  /** Everything that a tree says, one line a node. */
  static String dump(SyntaxTree tree) {
    return tree.subtree(0)
        .mapToObj(
            n ->
                String.join(
                    " ",
                    tree.kind(n),
                    tree.field(n),
                    Boolean.toString(tree.isNamed(n)),
                    Integer.toString(tree.start(n)),
                    Integer.toString(tree.end(n)),
                    Integer.toString(tree.parent(n)),
                    Integer.toString(tree.subtreeEnd(n))))
        .collect(Collectors.joining("\n"));
  }

  /** The reason, or {@code parsed}. */
  static String summary(ParseOutcome outcome) {
    return switch (outcome) {
      case ParseOutcome.Parsed parsed -> "parsed";
      case ParseOutcome.GivenUp givenUp -> givenUp.reason();
    };
  }

  static SyntaxTree tree(ParseOutcome outcome) {
    return ((ParseOutcome.Parsed) outcome).tree();
  }
}
