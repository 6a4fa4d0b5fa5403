package io.mcpscore.engine.format;

import io.mcpscore.engine.source.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The members of a TOML text. What is malformed is skipped up to the end of its line. */
public final class TomlMembers {

  private static final int MOST = 500_000;

  private final String text;
  private final List<Member> out = new ArrayList<>();
  private final Map<String, Integer> listTables = new HashMap<>();
  private List<String> table = List.of();
  private int at;

  private TomlMembers(String text) {
    this.text = text;
  }

  /** Reads the whole text. */
  public static List<Member> read(SourceText source) {
    TomlMembers members = new TomlMembers(Latin.of(source));
    members.run();
    return List.copyOf(members.out);
  }

  private void run() {
    while (at < text.length() && out.size() < MOST) {
      skipSpace(true);
      if (at >= text.length()) {
        return;
      }
      int start = at;
      if (text.charAt(at) == '[') {
        header();
      } else {
        List<String> key = key("=");
        if (!key.isEmpty() && peek() == '=') {
          at++;
          value(join(table, key), start);
        }
      }
      skipLine();
    }
  }

  /** {@code [a.b]}, or {@code [[a.b]]} for one more item of a list. */
  private void header() {
    int start = at;
    boolean list = text.startsWith("[[", at);
    at += list ? 2 : 1;
    List<String> names = key("]");
    if (list && !names.isEmpty()) {
      listTables.merge(String.join("\n", names), 1, Integer::sum);
    }
    table = indexed(names);
    if (!table.isEmpty() && table.size() <= Member.DEEPEST) {
      out.add(new Member(table, null, start, at));
    }
  }

  /** A table below a list belongs to the newest item of that list. */
  private List<String> indexed(List<String> names) {
    List<String> path = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      path.add(names.get(i));
      Integer items = listTables.get(String.join("\n", names.subList(0, i + 1)));
      if (items != null) {
        path.add("[" + (items - 1) + "]");
      }
    }
    return List.copyOf(path);
  }

  private List<String> key(String end) {
    List<String> parts = new ArrayList<>();
    while (at < text.length() && parts.size() <= Member.DEEPEST) {
      skipSpace(false);
      char c = peek();
      if (c == '"' || c == '\'') {
        parts.add(string());
      } else {
        int from = at;
        while (at < text.length() && isBare(text.charAt(at))) {
          at++;
        }
        if (at == from) {
          break;
        }
        parts.add(Latin.decode(text.substring(from, at)));
      }
      skipSpace(false);
      if (peek() != '.') {
        break;
      }
      at++;
    }
    return peek() == end.charAt(0) ? parts : List.of();
  }

  /** Reads one value with everything that it holds; open groups are kept on a list. */
  private void value(List<String> path, int start) {
    List<Group> open = new ArrayList<>();
    List<String> here = path;
    int from = start;
    while (at < text.length() && out.size() < MOST) {
      skipSpace(!open.isEmpty());
      char c = peek();
      if (c == '[' || c == '{') {
        emit(here, null, from, at);
        at++;
        open.add(new Group(here, c == '['));
      } else if ((c == ']' || c == '}') && !open.isEmpty()) {
        at++;
        open.removeLast();
      } else if (c == ',') {
        at++;
      } else {
        scalar(here, from);
      }
      if (open.isEmpty()) {
        return;
      }
      skipSpace(true);
      Group group = open.getLast();
      char next = peek();
      if (next == ',' || next == ']' || next == '}') {
        continue;
      }
      from = at;
      if (group.list) {
        here = join(group.path, List.of("[" + group.items++ + "]"));
      } else {
        List<String> key = key("=");
        if (key.isEmpty()) {
          return;
        }
        at++;
        here = join(group.path, key);
      }
      if (open.size() > Member.DEEPEST) {
        return;
      }
    }
  }

  private static final class Group {

    private final List<String> path;
    private final boolean list;
    private int items;

    Group(List<String> path, boolean list) {
      this.path = path;
      this.list = list;
    }
  }

  private void scalar(List<String> path, int from) {
    char c = peek();
    String value;
    if (c == '"' || c == '\'') {
      value = string();
    } else {
      int start = at;
      while (at < text.length() && ",]}#\n\r".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      value = text.substring(start, at).strip();
      if (at == start) {
        at++;
      }
    }
    emit(path, value, from, Math.min(at, text.length()));
  }

  private String string() {
    char quote = peek();
    String triple = String.valueOf(quote).repeat(3);
    if (text.startsWith(triple, at)) {
      int end = text.indexOf(triple, at + 3);
      int to = end < 0 ? text.length() : end;
      String value = text.substring(at + 3, to);
      at = Math.min(text.length(), to + 3);
      return Latin.decode(value);
    }
    int from = ++at;
    while (at < text.length() && text.charAt(at) != quote && text.charAt(at) != '\n') {
      at += quote == '"' && text.charAt(at) == '\\' ? 2 : 1;
    }
    int to = Math.min(at, text.length());
    at = Math.min(text.length(), to < text.length() && text.charAt(to) == quote ? to + 1 : to);
    return Latin.decode(text.substring(from, to));
  }

  private void emit(List<String> path, String value, int start, int end) {
    if (path.size() <= Member.DEEPEST) {
      out.add(new Member(path, value, start, end));
    }
  }

  private void skipSpace(boolean lines) {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#' && lines) {
        skipLine();
      } else if (c == ' ' || c == '\t' || (lines && (c == '\n' || c == '\r'))) {
        at++;
      } else {
        return;
      }
    }
  }

  private void skipLine() {
    int end = text.indexOf('\n', Math.min(at, text.length()));
    at = end < 0 ? text.length() : end + 1;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private static boolean isBare(char c) {
    return c == '-' || c == '_' || Character.isLetterOrDigit(c);
  }

  private static List<String> join(List<String> a, List<String> b) {
    List<String> all = new ArrayList<>(a);
    all.addAll(b);
    return List.copyOf(all);
  }
}
