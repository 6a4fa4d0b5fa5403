package io.mcpscore.engine.parser;

import io.mcpscore.engine.syntax.SyntaxTree;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * Walks a tree by reading tree-sitter's memory, without a call. Knows these structures of version
 * 0.26 on 64-bit little-endian machines:
 *
 * <ul>
 *   <li>{@code TSTree} ({@code tree.h}): the root subtree and the language, a word each
 *   <li>{@code Subtree} ({@code subtree.h}): a word. With the lowest bit set it is a leaf itself,
 *       {@code SubtreeInlineData}; otherwise it is the address of a {@code SubtreeHeapData}. The
 *       children of that, a word each, end where it begins.
 * </ul>
 *
 * <p>A subtree has no place in the text, but the length of its text and of what is between that and
 * the subtree before. Hidden subtrees are passed over: their children count as children of the next
 * visible one above, and have the field that the hidden one has there.
 *
 * <p>Use it after a comparison with {@link CursorWalk} only, see {@link CheckedWalk}. Serves one
 * thread.
 */
final class SubtreeWalk implements TreeWalk {

  private static final int LANGUAGE = 8;

  private static final int INLINE = 1;
  private static final int INLINE_FLAGS = 1;
  private static final int INLINE_SYMBOL = 8;
  private static final int INLINE_PADDING = 48;
  private static final int INLINE_SIZE = 56;

  // Words of SubtreeHeapData, the first number in the lower half:
  private static final int REFERENCES_AND_PADDING = 0;
  private static final int SIZE = 16;
  private static final int ERROR_COST_AND_CHILD_COUNT = 32;
  private static final int SYMBOL_AND_FLAGS = 40;
  private static final int VISIBLE_CHILD_COUNT = 48;
  private static final int REPEAT_DEPTH_AND_PRODUCTION = 64;

  private static final int VISIBLE = 1;
  private static final int EXTRA = 4;

  /** Nothing is mapped below. */
  private static final long LOWEST_ADDRESS = 1 << 16;

  private final long language;
  private final Productions productions;

  private int maxNodes;

  private FlatTreeBuilder nodes;
  private SubtreeStack stack;
  private int length;
  private boolean full;

  // The open subtree. Addresses of its next child and of the end of its children, which is its own:
  private long next;
  private long last;
  // Its production, and how many of the children were no extras:
  private int production;
  private int structural;
  // End of the child before the next one:
  private int position;
  // Field, in the high half, of children that have none by the production:
  private int inherited;
  private boolean visible;
  // Its index, or that of the next visible one above:
  private int index;

  /**
   * Reads the tables of a language.
   *
   * @param language address of the {@code TSLanguage}
   * @throws UnknownLayoutException when they are of an unknown version
   */
  SubtreeWalk(MemorySegment language) {
    this.language = language.address();
    this.productions = new Productions(language);
  }

  /**
   * {@inheritDoc}
   *
   * @throws UnknownLayoutException when the memory does not look as expected
   */
  @Override
  public Optional<FlatTree> flatten(MemorySegment tree, int length, int maxNodes) {
    if (NativeMemory.word(tree.address() + LANGUAGE) != language) {
      throw new UnknownLayoutException("tree");
    }
    this.length = length;
    this.maxNodes = maxNodes;
    nodes = FlatTreeBuilder.forText(length);
    stack = new SubtreeStack();
    full = false;
    try {
      takeRoot(NativeMemory.word(tree.address()));
      walk();
      return full ? Optional.empty() : Optional.of(nodes.build());
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      // No symbol, or no address.
      throw new UnknownLayoutException(e);
    } finally {
      nodes = null;
      stack = null;
    }
  }

  /** Takes the root as the last child of a hidden subtree. */
  private void takeRoot(long root) {
    next = 0;
    last = 0;
    production = 0;
    structural = 0;
    position = 0;
    inherited = 0;
    visible = false;
    index = SyntaxTree.NONE;
    take(root);
    if (nodes.size() != 1 && !full) {
      throw new UnknownLayoutException("root");
    }
  }

  private void walk() {
    while (!full) {
      if (next != last) {
        long child = NativeMemory.word(next);
        next += Long.BYTES;
        take(child);
        continue;
      }
      if (visible) {
        index = nodes.close(index);
      }
      if (stack.isEmpty()) {
        return;
      }
      goOn();
    }
  }

  private void take(long subtree) {
    if ((subtree & INLINE) == 0) {
      takeStructure(subtree);
      return;
    }
    int flags = (int) subtree >>> INLINE_FLAGS;
    int role = role(flags);
    int start = position + ((int) (subtree >>> INLINE_PADDING) & 0xFF);
    position = start + (int) (subtree >>> INLINE_SIZE);
    if (isVisible(flags, role)) {
      add((int) subtree >>> INLINE_SYMBOL & 0xFF, role, start);
    }
  }

  private void takeStructure(long address) {
    if (address < LOWEST_ADDRESS) {
      throw new UnknownLayoutException("subtree");
    }
    long symbolAndFlags = NativeMemory.word(address + SYMBOL_AND_FLAGS);
    int flags = (int) (symbolAndFlags >>> 32);
    int role = role(flags);
    int before = position;
    int start = before + NativeMemory.high(address + REFERENCES_AND_PADDING);
    position = start + NativeMemory.low(address + SIZE);
    int above = index;
    boolean shown = isVisible(flags, role);
    int added = nodes.size();
    if (shown) {
      add((int) symbolAndFlags & 0xFFFF, role, start);
    }
    int children = NativeMemory.high(address + ERROR_COST_AND_CHILD_COUNT);
    if (children != 0 && (shown || NativeMemory.low(address + VISIBLE_CHILD_COUNT) != 0)) {
      open(address, children, before);
      visible = shown;
      index = shown ? added : above;
      inherited = shown ? 0 : role & 0xFFFF0000;
    }
  }

  /** Alias and field of the next child, as in {@link Productions#role}. */
  private int role(int flags) {
    if ((flags & EXTRA) != 0) {
      return 0;
    }
    int role = productions.role(production, structural++);
    return role >>> 16 == 0 ? role | inherited : role;
  }

  private static boolean isVisible(int flags, int role) {
    return (flags & VISIBLE) != 0 || (role & 0xFFFF) != 0;
  }

  private void add(int symbol, int role, int start) {
    if (nodes.size() == maxNodes) {
      full = true;
      return;
    }
    if (Integer.compareUnsigned(position, length) > 0) {
      throw new UnknownLayoutException("end of node");
    }
    int alias = role & 0xFFFF;
    int known = productions.publicSymbol(alias != 0 ? alias : symbol);
    nodes.add(known, role >>> 16, start, position, index);
  }

  /**
   * Goes down.
   *
   * @param before where the subtree before ends: what lies between is the first child's as well
   */
  private void open(long address, int children, int before) {
    if (Integer.toUnsignedLong(children) > 64 + 4L * length) {
      throw new UnknownLayoutException("number of children");
    }
    // Nothing is left to do for a hidden subtree after its last child.
    if (next != last || visible) {
      stack.push(
          next,
          last,
          ((long) production << 32) | structural,
          ((long) position << 32) | (inherited & 0xFFFF0000L) | (visible ? 1 : 0));
    }
    next = address - (long) children * Long.BYTES;
    last = address;
    production = productions.offset(NativeMemory.low(address + REPEAT_DEPTH_AND_PRODUCTION) >>> 16);
    structural = 0;
    position = before;
  }

  /** Goes back up, to the children after the one whose subtree is finished. */
  private void goOn() {
    stack.pop();
    next = stack.word(0);
    last = stack.word(1);
    production = (int) (stack.word(2) >>> 32);
    structural = (int) stack.word(2);
    position = (int) (stack.word(3) >>> 32);
    inherited = (int) stack.word(3) & 0xFFFF0000;
    visible = (stack.word(3) & 1) != 0;
  }
}
