package io.mcpscore.engine.parser;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * The functions of tree-sitter's C interface that are used here, by the names they have there.
 * Handles are static finals, which is what lets the compiler inline them.
 *
 * <p>The short functions skip the thread's state transition ({@code critical}): they run for
 * nanoseconds. {@code ts_parser_parse_string} must not, or nothing else in the process could stop.
 */
final class TreeSitter {

  /** {@code TSNode}, passed and returned by value. */
  static final MemoryLayout NODE =
      MemoryLayout.structLayout(MemoryLayout.sequenceLayout(4, JAVA_INT), ADDRESS, ADDRESS);

  /** {@code TSTreeCursor}: tree, id, three integers, padding. */
  static final MemoryLayout CURSOR =
      MemoryLayout.structLayout(
          ADDRESS,
          ADDRESS,
          MemoryLayout.sequenceLayout(3, JAVA_INT),
          MemoryLayout.paddingLayout(4));

  private static final Linker LINKER = Linker.nativeLinker();
  private static final SymbolLookup CORE = NativeLibraries.core();

  static final MethodHandle PARSER_NEW = function("ts_parser_new", returning(ADDRESS));
  static final MethodHandle PARSER_DELETE = function("ts_parser_delete", taking(ADDRESS));
  static final MethodHandle PARSER_SET_LANGUAGE =
      function("ts_parser_set_language", returning(JAVA_BYTE, ADDRESS, ADDRESS));
  static final MethodHandle PARSER_PARSE_STRING =
      function("ts_parser_parse_string", returning(ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_INT));
  static final MethodHandle TREE_DELETE = function("ts_tree_delete", taking(ADDRESS));
  static final MethodHandle TREE_ROOT_NODE =
      function("ts_tree_root_node", returning(NODE, ADDRESS));

  static final MethodHandle CURSOR_NEW = function("ts_tree_cursor_new", returning(CURSOR, NODE));
  static final MethodHandle CURSOR_DELETE = function("ts_tree_cursor_delete", taking(ADDRESS));
  static final MethodHandle CURSOR_NODE =
      critical("ts_tree_cursor_current_node", returning(NODE, ADDRESS));
  static final MethodHandle CURSOR_FIELD =
      critical("ts_tree_cursor_current_field_id", returning(JAVA_SHORT, ADDRESS));
  static final MethodHandle CURSOR_FIRST_CHILD =
      critical("ts_tree_cursor_goto_first_child", returning(JAVA_BYTE, ADDRESS));
  static final MethodHandle CURSOR_NEXT_SIBLING =
      critical("ts_tree_cursor_goto_next_sibling", returning(JAVA_BYTE, ADDRESS));
  static final MethodHandle CURSOR_PARENT =
      critical("ts_tree_cursor_goto_parent", returning(JAVA_BYTE, ADDRESS));
  static final MethodHandle NODE_SYMBOL = critical("ts_node_symbol", returning(JAVA_SHORT, NODE));
  static final MethodHandle NODE_START = critical("ts_node_start_byte", returning(JAVA_INT, NODE));
  static final MethodHandle NODE_END = critical("ts_node_end_byte", returning(JAVA_INT, NODE));

  static final MethodHandle SYMBOL_COUNT =
      function("ts_language_symbol_count", returning(JAVA_INT, ADDRESS));
  static final MethodHandle SYMBOL_NAME =
      function("ts_language_symbol_name", returning(ADDRESS, ADDRESS, JAVA_SHORT));
  static final MethodHandle SYMBOL_TYPE =
      function("ts_language_symbol_type", returning(JAVA_INT, ADDRESS, JAVA_SHORT));
  static final MethodHandle FIELD_COUNT =
      function("ts_language_field_count", returning(JAVA_INT, ADDRESS));
  static final MethodHandle FIELD_NAME =
      function("ts_language_field_name_for_id", returning(ADDRESS, ADDRESS, JAVA_SHORT));

  private TreeSitter() {}

  /** Calls the function of a grammar's library that gives its {@code TSLanguage}. */
  static MemorySegment language(SymbolLookup library, String function) {
    MethodHandle handle = LINKER.downcallHandle(library.findOrThrow(function), returning(ADDRESS));
    try {
      return (MemorySegment) handle.invokeExact();
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** C functions throw nothing: whatever arrives here is a mistake in this package or an error. */
  static RuntimeException unexpected(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return new IllegalStateException(e);
  }

  private static FunctionDescriptor returning(MemoryLayout result, MemoryLayout... arguments) {
    return FunctionDescriptor.of(result, arguments);
  }

  private static FunctionDescriptor taking(MemoryLayout... arguments) {
    return FunctionDescriptor.ofVoid(arguments);
  }

  private static MethodHandle function(String name, FunctionDescriptor type) {
    return LINKER.downcallHandle(CORE.findOrThrow(name), type);
  }

  private static MethodHandle critical(String name, FunctionDescriptor type) {
    return LINKER.downcallHandle(CORE.findOrThrow(name), type, Linker.Option.critical(false));
  }
}
