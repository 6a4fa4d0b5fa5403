package io.mcpscore.engine.program.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a file exports, by ES module statements or by CommonJS assignments at its top level.
 *
 * @param names exports by name; {@code default} also for {@code module.exports = x}
 * @param stars specifiers of {@code export * from}
 */
record Exports(Map<String, Binding> names, List<String> stars) {

  static Exports read(SyntaxTree tree, Scopes scopes) {
    Reader reader = new Reader(tree, scopes);
    tree.children(0)
        .forEach(
            n -> {
              if (tree.is(n, "export_statement")) {
                reader.statement(n);
              } else if (tree.is(n, "expression_statement")) {
                reader.commonJs(tree.namedChild(n, 0));
              }
            });
    return new Exports(reader.names, reader.stars);
  }

  private static final class Reader {
    private final SyntaxTree tree;
    private final Scopes scopes;
    private final Map<String, Binding> names = new HashMap<>();
    private final List<String> stars = new ArrayList<>();

    Reader(SyntaxTree tree, Scopes scopes) {
      this.tree = tree;
      this.scopes = scopes;
    }

    void statement(int statement) {
      boolean isDefault = ScriptSyntax.hasKeyword(tree, statement, "default");
      int declaration = tree.child(statement, "declaration");
      int value = tree.child(statement, "value");
      int source = tree.child(statement, "source");
      if (declaration != NONE) {
        declaration(declaration, isDefault);
      } else if (value != NONE) {
        names.put("default", of(value));
      } else if (ScriptSyntax.hasKeyword(tree, statement, "=")) {
        assigned(tree.namedChild(statement, 0));
      } else {
        clause(statement, source == NONE ? null : StringLiterals.decode(tree, source));
      }
    }

    private void declaration(int declaration, boolean isDefault) {
      if (isDefault) {
        names.put("default", of(declaration));
        return;
      }
      int name = tree.child(declaration, "name");
      if (name != NONE) {
        local(tree.text(name), tree.text(name));
        return;
      }
      tree.namedChildren(declaration)
          .filter(d -> tree.is(d, "variable_declarator"))
          .forEach(
              d ->
                  Patterns.leaves(tree, tree.child(d, "name"))
                      .forEach(l -> local(tree.text(l.node()), tree.text(l.node()))));
    }

    private void clause(int statement, String source) {
      for (int c = tree.firstChild(statement); c != NONE; c = tree.nextSibling(c)) {
        switch (tree.kind(c)) {
          case "*" -> {
            if (source != null) {
              stars.add(source);
            }
          }
          case "namespace_export" -> {
            if (source != null) {
              String name = ScopeBuilder.exportedName(tree, tree.namedChild(c, 0));
              names.put(name, new Binding.Import(source, "*"));
            }
          }
          case "export_clause" ->
              tree.namedChildren(c)
                  .filter(s -> tree.is(s, "export_specifier"))
                  .forEach(s -> specifier(s, source));
          default -> {
            // Punctuation and the source.
          }
        }
      }
    }

    private void specifier(int specifier, String source) {
      String name = ScopeBuilder.exportedName(tree, tree.child(specifier, "name"));
      int alias = tree.child(specifier, "alias");
      String exported = alias == NONE ? name : ScopeBuilder.exportedName(tree, alias);
      if (source != null) {
        names.put(exported, new Binding.Import(source, name));
      } else {
        local(exported, name);
      }
    }

    void commonJs(int expression) {
      int at = expression;
      List<String> targets = new ArrayList<>();
      while (tree.is(at, "assignment_expression")) {
        targets.add(tree.text(tree.child(at, "left")));
        at = tree.child(at, "right");
      }
      if (tree.text(at).equals("void 0")) {
        return; // It only announces what follows.
      }
      for (String target : targets) {
        if (target.equals("module.exports")) {
          assigned(at);
        } else if (target.matches("(module\\.)?exports\\.[\\w$]{1,200}")) {
          names.putIfAbsent(target.substring(target.lastIndexOf('.') + 1), of(at));
        }
      }
    }

    private void assigned(int value) {
      names.put("default", of(value));
      names.put("export=", of(value));
      int literal = ScriptSyntax.unwrap(tree, value);
      if (tree.is(literal, "object")) {
        tree.namedChildren(literal)
            .filter(c -> !tree.is(c, "spread_element"))
            .forEach(
                c -> {
                  String name = ScriptSyntax.memberName(tree, c);
                  if (name != null) {
                    names.put(name, of(tree.is(c, "pair") ? tree.child(c, "value") : c));
                  }
                });
      }
    }

    private void local(String exported, String name) {
      Scopes.Slot slot = scopes.find(0, name);
      if (slot != null) {
        names.put(exported, slot.binding());
      }
    }

    private Binding of(int value) {
      if (ScriptSyntax.isFunction(tree, value)) {
        return new Binding.Function(value);
      }
      return ScriptSyntax.isClass(tree, value)
          ? new Binding.Class(value)
          : new Binding.Variable(value, value);
    }
  }
}
