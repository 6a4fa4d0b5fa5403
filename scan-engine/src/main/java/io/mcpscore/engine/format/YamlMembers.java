package io.mcpscore.engine.format;

import io.mcpscore.engine.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The members of a YAML text in block style, as settings are written: mappings, lists, plain and
 * quoted scalars, block scalars, and flow lists of scalars on one line. Anchors, aliases and
 * further lines of a plain scalar are not followed.
 */
public final class YamlMembers {

  private static final Pattern KEY =
      Pattern.compile(
          "(?:\"([^\"]{1,1500})\"|'([^']{1,1500})'|([^\\s#&*!|>%@`\"'\\[{][^#]{0,1500}?))\\s*:(?:\\s+(.*))?");

  private static final Pattern BLOCK = Pattern.compile("[|>][0-9+-]{0,2}");
  private static final int LONGEST_LINE = 20_000;
  private static final int MOST = 300_000;

  private final SourceText text;
  private final String latin;
  private final List<Member> out = new ArrayList<>();
  private final List<Frame> frames = new ArrayList<>();
  private int line = 1;

  private YamlMembers(SourceText text) {
    this.text = text;
    this.latin = Latin.of(text);
  }

  /** A key or a list that is open at a column. */
  private static final class Frame {

    private final int column;
    private final boolean list;
    private String name;
    private int items;

    Frame(int column, boolean list, String name) {
      this.column = column;
      this.list = list;
      this.name = name;
    }
  }

  /** Reads all lines; of several documents the members follow each other. */
  public static List<Member> read(SourceText text) {
    YamlMembers members = new YamlMembers(text);
    while (members.line <= text.lines() && members.out.size() < MOST) {
      members.next();
    }
    return List.copyOf(members.out);
  }

  private void next() {
    int start = text.startOfLine(line);
    int end = Math.min(text.endOfLine(line), start + LONGEST_LINE);
    line++;
    String content = withoutComment(latin.substring(start, end));
    int column = indent(content);
    if (column == content.length() || content.charAt(column) == '\t') {
      return;
    }
    if (content.startsWith("---") || content.startsWith("...")) {
      frames.clear();
      return;
    }
    while (isDash(content, column)) {
      openItem(column);
      column++;
      while (column < content.length() && content.charAt(column) == ' ') {
        column++;
      }
      if (column == content.length()) {
        return;
      }
    }
    entry(content, start, column);
  }

  private void entry(String content, int lineStart, int column) {
    String rest = content.substring(column);
    Matcher key = KEY.matcher(rest);
    int at = lineStart + column;
    if (key.matches()) {
      pop(column);
      frames.add(new Frame(column, false, Latin.decode(firstOf(key))));
      value(key.group(4) == null ? "" : key.group(4), at, lineStart + content.length(), column);
    } else if (!frames.isEmpty() && frames.getLast().list && frames.getLast().column < column) {
      value(rest, at, lineStart + content.length(), frames.getLast().column);
    }
  }

  private void value(String raw, int at, int end, int column) {
    String trimmed = raw.strip();
    if (trimmed.startsWith("&") || trimmed.startsWith("!")) {
      int space = trimmed.indexOf(' ');
      trimmed = space < 0 ? "" : trimmed.substring(space + 1).strip();
    }
    if (trimmed.isEmpty()) {
      emit(null, at, end);
    } else if (BLOCK.matcher(trimmed).matches()) {
      block(at, column);
    } else if (trimmed.startsWith("[") && trimmed.endsWith("]")) {
      emit(null, at, end);
      int index = 0;
      for (String item : trimmed.substring(1, trimmed.length() - 1).split(",")) {
        if (!item.isBlank()) {
          frames.add(new Frame(Integer.MAX_VALUE, false, "[" + index++ + "]"));
          emit(unquoted(item.strip()), at, end);
          frames.removeLast();
        }
      }
    } else {
      emit(unquoted(trimmed), at, end);
    }
  }

  /** The lines below that are indented more than the key. */
  private void block(int at, int column) {
    int from = line;
    int last = line - 1;
    for (; line <= text.lines(); line++) {
      String content =
          latin.substring(
              text.startOfLine(line),
              Math.min(text.endOfLine(line), text.startOfLine(line) + LONGEST_LINE));
      if (content.isBlank()) {
        continue;
      }
      if (indent(content) <= column) {
        break;
      }
      last = line;
    }
    int end = text.endOfLine(last);
    String body = last < from ? "" : latin.substring(text.startOfLine(from), end);
    emit(Latin.decode(body), at, end);
  }

  private void openItem(int column) {
    while (!frames.isEmpty() && frames.getLast().column > column) {
      frames.removeLast();
    }
    Frame top = frames.isEmpty() ? null : frames.getLast();
    if (top == null || !top.list || top.column != column) {
      top = new Frame(column, true, "");
      frames.add(top);
    }
    top.name = "[" + top.items++ + "]";
  }

  private void pop(int column) {
    while (!frames.isEmpty() && frames.getLast().column >= column) {
      frames.removeLast();
    }
  }

  private void emit(String value, int start, int end) {
    if (frames.size() <= Member.DEEPEST) {
      out.add(new Member(frames.stream().map(f -> f.name).toList(), value, start, end));
    }
  }

  private static boolean isDash(String content, int column) {
    return column < content.length()
        && content.charAt(column) == '-'
        && (column + 1 == content.length() || content.charAt(column + 1) == ' ');
  }

  private static int indent(String content) {
    int at = 0;
    while (at < content.length() && content.charAt(at) == ' ') {
      at++;
    }
    return at;
  }

  private static String firstOf(Matcher key) {
    for (int group = 1; group <= 2; group++) {
      if (key.group(group) != null) {
        return key.group(group);
      }
    }
    return key.group(3);
  }

  private static String unquoted(String value) {
    boolean quoted =
        value.length() >= 2
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(value.length() - 1) == value.charAt(0);
    return Latin.decode(quoted ? value.substring(1, value.length() - 1) : value);
  }

  /** A hash begins a comment after white space and outside of quotes. */
  private static String withoutComment(String line) {
    if (line.indexOf('#') < 0) {
      return line.stripTrailing();
    }
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean opens = i == 0 || " \t[{,:(".indexOf(line.charAt(i - 1)) >= 0;
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if ((c == '"' || c == '\'') && opens) {
        quote = c;
      } else if (c == '#' && (i == 0 || line.charAt(i - 1) == ' ')) {
        return line.substring(0, i).stripTrailing();
      }
    }
    return line.stripTrailing();
  }
}
