package io.mcpscore.engine.dependency;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The members of a JSON text with the path to them and where they stand. */
final class JsonTokens {

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int MOST = 500_000;

  private JsonTokens() {}

  /**
   * A member whose value is a text, number or truth value, or the start of an object.
   *
   * @param path names of the enclosing members and its own
   * @param value the value as text, or null for the start of an object
   * @param start first byte of the name
   * @param end byte after the value; after the name for the start of an object
   */
  record Member(List<String> path, String value, int start, int end) {

    String name() {
      return path.getLast();
    }
  }

  /** Reads until the end or the first fault; items of arrays are not told apart. */
  static List<Member> read(byte[] json) {
    List<Member> out = new ArrayList<>();
    try (JsonParser parser = FACTORY.createParser(json)) {
      ArrayDeque<String> path = new ArrayDeque<>();
      int nameAt = 0;
      for (JsonToken t = parser.nextToken(); t != null && out.size() < MOST; ) {
        if (t == JsonToken.FIELD_NAME) {
          nameAt = (int) parser.currentTokenLocation().getByteOffset();
          path.addLast(parser.currentName());
          t = parser.nextToken();
          continue;
        }
        // A text is read when it is asked for; before that the location is its start.
        String text = t.isScalarValue() ? parser.getText() : null;
        int end = (int) parser.currentLocation().getByteOffset();
        boolean member = parser.getParsingContext().getParent() != null;
        if (t == JsonToken.START_OBJECT && !path.isEmpty()) {
          out.add(new Member(List.copyOf(path), null, nameAt, end));
        } else if (t.isScalarValue() && member && !path.isEmpty()) {
          out.add(new Member(List.copyOf(path), text, nameAt, end));
        }
        boolean closes = t.isScalarValue() || t == JsonToken.END_OBJECT || t == JsonToken.END_ARRAY;
        // Inside of an array the name belongs to the array, which closes it.
        if (closes && parser.getParsingContext().inObject() && !path.isEmpty()) {
          path.removeLast();
        }
        t = parser.nextToken();
      }
    } catch (IOException e) {
      return List.copyOf(out);
    }
    return List.copyOf(out);
  }
}
