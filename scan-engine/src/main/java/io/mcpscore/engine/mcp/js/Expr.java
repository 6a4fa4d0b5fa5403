package io.mcpscore.engine.mcp.js;

import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.HashMap;
import java.util.Map;

/**
 * An expression together with what the parameters and loop variables around it stand for.
 *
 * @param module where it is
 * @param node its node
 * @param env what is known of the names in it
 * @param isKey whether it stands for the name of an item of an object literal, not for its value
 */
record Expr(SourceModule module, int node, Env env, boolean isKey) {

  static Expr of(SourceModule module, int node) {
    return new Expr(module, node, Env.EMPTY, false);
  }

  SyntaxTree tree() {
    return module.tree();
  }

  String kind() {
    return module.tree().kind(node);
  }

  String source() {
    return module.tree().text(node);
  }

  /** Another node of the same module, with the same names known. */
  Expr at(int other) {
    return new Expr(module, other, env, false);
  }

  Expr with(Env other) {
    return new Expr(module, node, other, isKey);
  }

  /** The name of an item {@code {x}} of an object literal. */
  Expr asKey() {
    return new Expr(module, node, env, true);
  }

  boolean sameNode(Expr other) {
    return module.equals(other.module) && node == other.node;
  }

  /** Values of parameters, loop variables and {@code this}. Never changed after it was made. */
  record Env(Map<Slot, Expr> values) {

    static final Env EMPTY = new Env(Map.of());

    boolean isEmpty() {
      return values.isEmpty();
    }

    Expr parameter(SourceModule module, int function, int index) {
      return values.get(new Slot(module.file().path(), function, index));
    }

    Expr variable(SourceModule module, int declaration) {
      return values.get(new Slot(module.file().path(), declaration, Slot.VARIABLE));
    }

    Env withParameter(SourceModule module, int function, int index, Expr value) {
      return with(new Slot(module.file().path(), function, index), value);
    }

    Env withVariable(SourceModule module, int declaration, Expr value) {
      return with(new Slot(module.file().path(), declaration, Slot.VARIABLE), value);
    }

    /** The object that {@code this} means in the code of a class, or null. */
    Expr self(SourceModule module, int type) {
      return values.get(new Slot(module.file().path(), type, Slot.SELF));
    }

    Env withSelf(SourceModule module, int type, Expr object) {
      return with(new Slot(module.file().path(), type, Slot.SELF), object);
    }

    Env with(Slot slot, Expr value) {
      Map<Slot, Expr> more = new HashMap<>(values);
      more.put(slot, value);
      return new Env(Map.copyOf(more));
    }
  }

  /**
   * A name that can be given a value.
   *
   * @param path file
   * @param node function node of a parameter, declaring node of a variable, or node of a class
   * @param index position of a parameter, -1 for a variable, {@link #SELF} for a class's object
   */
  record Slot(String path, int node, int index) {

    private static final int VARIABLE = -1;
    private static final int SELF = -2;
  }
}
