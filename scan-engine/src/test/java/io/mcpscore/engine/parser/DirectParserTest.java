package io.mcpscore.engine.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.engine.syntax.Language;
import io.mcpscore.engine.syntax.SyntaxTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DirectParserTest {

  @ParameterizedTest
  @CsvSource({
    "PYTHON, 'def f(a: int) -> str: ...', function_definition, module",
    "JAVASCRIPT, 'const f = <p>{x}</p>;', jsx_element, program",
    "TYPESCRIPT, 'interface A { b?: string }', interface_declaration, program",
    "TSX, 'const f = (a: A) => <p>{a}</p>;', jsx_element, program",
  })
  void knowsEveryLanguage(Language language, String code, String kind, String root) {
    SyntaxTree tree = DirectParser.tree(code, language);

    assertEquals(root, tree.kind(0));
    assertTrue(tree.subtree(0).anyMatch(n -> tree.is(n, kind)), tree.kind(1));
    assertFalse(tree.hasErrors());
  }

  @Test
  void fillsKindsFieldsAndRanges() {
    SyntaxTree tree = DirectParser.tree("é = run(cmd, shell=True)  # é\n", Language.PYTHON);

    int call = tree.subtree(0).filter(n -> tree.is(n, "call")).findFirst().orElseThrow();
    int arguments = tree.child(call, "arguments");
    assertEquals("run(cmd, shell=True)", tree.text(call));
    assertEquals("right", tree.field(call));
    assertEquals(5, tree.start(call));
    assertEquals("run", tree.text(tree.child(call, "function")));
    assertEquals("cmd", tree.text(tree.namedChild(arguments, 0)));
    assertEquals("keyword_argument", tree.kind(tree.namedChild(arguments, 1)));
    assertEquals("(", tree.kind(tree.firstChild(arguments)));
    assertFalse(tree.isNamed(tree.firstChild(arguments)));
    assertEquals(call, tree.parent(arguments));
    assertEquals(tree.size(), tree.subtreeEnd(0));
    assertEquals(SyntaxTree.NONE, tree.parent(0));
  }

  @Test
  void marksTextOutsideTheGrammar() {
    SyntaxTree tree =
        DirectParser.tree("const a = ;;; ) function f() { return 1 }", Language.JAVASCRIPT);

    assertTrue(tree.hasErrors());
    assertTrue(tree.subtree(0).anyMatch(n -> tree.is(n, "function_declaration")));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void parsesNothing(Language language) {
    assertEquals(1, DirectParser.tree("", language).size());
  }

  @Test
  void survivesHalfAMillionLevels() {
    String code = "[".repeat(250_000) + "]".repeat(250_000);

    SyntaxTree tree = DirectParser.tree(code, Language.JAVASCRIPT);

    int deepest = tree.subtree(0).filter(n -> tree.is(n, "array")).max().orElseThrow();
    int depth = 0;
    for (int at = deepest; at != SyntaxTree.NONE; at = tree.parent(at)) {
      depth++;
    }
    assertTrue(depth >= 250_000, () -> "nested arrays");
  }
}
