package io.mcpscore.engine.program;

import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.syntax.SyntaxTree;

/**
 * A file with its syntax tree.
 *
 * @param file the file; its language is not null
 * @param tree its tree
 */
public record ParsedFile(SourceFile file, SyntaxTree tree) {}
