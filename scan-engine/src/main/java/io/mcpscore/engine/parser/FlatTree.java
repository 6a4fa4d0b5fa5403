package io.mcpscore.engine.parser;

import io.mcpscore.engine.source.SourceText;
import io.mcpscore.engine.syntax.Language;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.engine.syntax.Vocabulary;

/**
 * The nodes of one file as {@link SyntaxTree} wants them, apart from text and names.
 *
 * @param kindAndField symbol id in the low 16 bits, field id in the high 16
 * @param starts first byte
 * @param ends byte after the last
 * @param parents index of the parent
 * @param subtreeEnds index after the subtree
 */
record FlatTree(int[] kindAndField, int[] starts, int[] ends, int[] parents, int[] subtreeEnds) {

  SyntaxTree of(Language language, SourceText text, Vocabulary vocabulary) {
    return new SyntaxTree(
        language, text, vocabulary, kindAndField, starts, ends, parents, subtreeEnds);
  }
}
