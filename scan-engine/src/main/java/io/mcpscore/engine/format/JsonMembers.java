package io.mcpscore.engine.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The members of a JSON text, comments and trailing commas allowed as editors do. */
public final class JsonMembers {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  private static final int MOST = 500_000;

  private final JsonParser parser;
  private final List<Member> out = new ArrayList<>();
  private final ArrayDeque<Group> groups = new ArrayDeque<>();
  private final ArrayDeque<String> path = new ArrayDeque<>();
  private int nameAt;

  private JsonMembers(JsonParser parser) {
    this.parser = parser;
  }

  /** An object or a list that is open. */
  private static final class Group {

    private final boolean list;
    private int items;

    Group(boolean list) {
      this.list = list;
    }
  }

  /** Reads until the end or the first fault. */
  public static List<Member> read(byte[] json) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      JsonMembers members = new JsonMembers(parser);
      try {
        members.run();
      } catch (IOException e) {
        return List.copyOf(members.out);
      }
      return List.copyOf(members.out);
    } catch (IOException e) {
      return List.of();
    }
  }

  private void run() throws IOException {
    for (JsonToken t = parser.nextToken(); t != null && out.size() < MOST; t = parser.nextToken()) {
      switch (t) {
        case FIELD_NAME -> {
          nameAt = (int) parser.currentTokenLocation().getByteOffset();
          path.addLast(parser.currentName());
        }
        case START_OBJECT, START_ARRAY -> {
          startItem();
          emit(null);
          groups.addLast(new Group(t == JsonToken.START_ARRAY));
        }
        case END_OBJECT, END_ARRAY -> {
          groups.removeLast();
          path.pollLast();
        }
        default -> {
          startItem();
          // A text is read when it is asked for; before that the location is its start.
          emit(parser.getText());
          path.pollLast();
        }
      }
    }
  }

  /** Items of lists have no name of their own; they are numbered. */
  private void startItem() {
    Group group = groups.peekLast();
    if (group != null && group.list) {
      nameAt = (int) parser.currentTokenLocation().getByteOffset();
      path.addLast("[" + group.items++ + "]");
    }
  }

  private void emit(String value) {
    if (!path.isEmpty() && path.size() <= Member.DEEPEST) {
      int end = (int) parser.currentLocation().getByteOffset();
      out.add(new Member(List.copyOf(path), value, nameAt, end));
    }
  }
}
