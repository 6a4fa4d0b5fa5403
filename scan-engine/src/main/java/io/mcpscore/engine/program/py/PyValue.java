package io.mcpscore.engine.program.py;

/** What an expression was found to be. */
sealed interface PyValue {

  /**
   * A module of the repository.
   *
   * @param module the module
   */
  record Module(PyModule module) implements PyValue {}

  /**
   * A class of the repository.
   *
   * @param module where it is
   * @param node its definition
   */
  record Class(PyModule module, int node) implements PyValue {}

  /**
   * An object of a class of the repository.
   *
   * @param type its class
   * @param module where it is made or declared
   * @param node the expression or annotation that says so
   */
  record Instance(Class type, PyModule module, int node) implements PyValue {}

  /**
   * A function or lambda of the repository.
   *
   * @param module where it is
   * @param node its definition
   */
  record Function(PyModule module, int node) implements PyValue {}

  /**
   * A literal or another expression that is what it is.
   *
   * @param module where it is
   * @param node the expression
   */
  record Expression(PyModule module, int node) implements PyValue {}

  /**
   * Something from outside, or a built-in.
   *
   * @param name qualified name, results of calls with {@code ()}
   * @param importer module that may know more under a longer dotted name, or null
   */
  record External(String name, PyModule importer) implements PyValue {}
}
