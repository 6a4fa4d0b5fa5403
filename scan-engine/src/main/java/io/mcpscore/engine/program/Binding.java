package io.mcpscore.engine.program;

import java.util.List;

/** What a name was bound to. Nodes are of the module that holds the binding. */
public sealed interface Binding {

  /**
   * A function, method or lambda.
   *
   * @param node function node
   */
  record Function(int node) implements Binding {}

  /**
   * A class.
   *
   * @param node class node
   */
  record Class(int node) implements Binding {}

  /**
   * A variable with its only value, or with none that can be named.
   *
   * @param declaration node that declares it
   * @param value expression it was given, or {@code SyntaxTree.NONE} when it is assigned more than
   *     once, destructured from something that is no literal, or has no value
   */
  record Variable(int declaration, int value) implements Binding {}

  /**
   * A parameter, or a part of a destructured one.
   *
   * @param function function node
   * @param index 0-based position
   * @param path members on the way to it when destructured, outermost first
   */
  record Parameter(int function, int index, List<String> path) implements Binding {}

  /**
   * A name from elsewhere. {@code const {exec} = require("child_process")} is an import as well.
   *
   * @param specifier as written: {@code ./tools.js}, {@code child_process}, {@code ..lib.git}
   * @param name imported name, {@code default}, or {@code *} for the module itself
   */
  record Import(String specifier, String name) implements Binding {}
}
