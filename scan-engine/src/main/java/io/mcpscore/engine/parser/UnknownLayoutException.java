package io.mcpscore.engine.parser;

/** Native memory does not look as it does in the version of tree-sitter that is known. */
final class UnknownLayoutException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UnknownLayoutException(String what) {
    super(what);
  }

  UnknownLayoutException(RuntimeException cause) {
    super(cause);
  }
}
