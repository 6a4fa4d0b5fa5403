package io.mcpscore.engine.check.injection;

import java.util.regex.Pattern;

/** What statements of SQL look like. */
final class SqlShape {

  private static final int LONGEST = 4_000;

  private static final Pattern STATEMENT =
      Pattern.compile(
          "(?is)[\\s\\u0001(]{0,200}(?:--[^\\n]{0,200}\\n\\s{0,40})?(?:SELECT\\b.{0,2000}?(?:\\bFROM\\b|\\u0001)"
              + "|SELECT\\s|INSERT\\s+(?:OR\\s+\\w+\\s+)?INTO\\b|REPLACE\\s+INTO\\b|UPDATE\\s.{0,400}?\\bSET\\b"
              + "|DELETE\\s+FROM\\b|MERGE\\s+INTO\\b|TRUNCATE\\s|PRAGMA\\s|EXPLAIN\\s|WITH\\s.{0,200}?\\bAS\\s*\\("
              + "|(?:CREATE|DROP|ALTER)\\s+(?:OR\\s+REPLACE\\s+|TEMP\\w*\\s+|UNIQUE\\s+|MATERIALIZED\\s+)?"
              + "(?:TABLE|INDEX|VIEW|DATABASE|SCHEMA|USER|ROLE|FUNCTION|TRIGGER|SEQUENCE|EXTENSION|TYPE)\\b"
              + "|DESC(?:RIBE)?\\s+\\S|SHOW\\s+\\S|ATTACH\\s|COPY\\s|GRANT\\s|REVOKE\\s|VACUUM\\b|ANALYZE\\s|CALL\\s"
              + "|SET\\s+\\w+|USE\\s+\\S).*");

  /** What asks for a plan, in one of several forms one after the other. */
  private static final Pattern PREFIX =
      Pattern.compile(
          "(?is)\\s*(?:EXPLAIN(?:\\s+(?:ANALYZE|QUERY\\s+PLAN|VERBOSE|FORMAT\\s{0,4}=\\s{0,4}\\w+)"
              + "|\\s*\\([^)]{0,120}\\))*\\s*)*");

  /** The first word of a sentence: these are verbs of English as well. */
  private static final Pattern SENTENCE =
      Pattern.compile(
          "(?s)[\\s\\u0001(]{0,200}(?:Analyze|Show|Call|Use|Set|Desc(?:ribe)?|Explain|Copy|Attach|Grant"
              + "|Revoke|Truncate)\\s.*");

  private SqlShape() {}

  /** Whether a text, with a mark for each gap, is a statement. */
  static boolean isStatement(String skeleton) {
    String start = skeleton.length() > LONGEST ? skeleton.substring(0, LONGEST) : skeleton;
    return STATEMENT.matcher(start).matches() && !SENTENCE.matcher(start).matches();
  }

  /** Whether a text ends inside of double quotes, where single ones mean nothing. */
  static boolean isInDoubleQuotes(String before) {
    char open = 0;
    for (int i = 0; i < before.length(); i++) {
      char c = before.charAt(i);
      if (open == 0 && (c == '"' || c == '\'' || c == '`')) {
        open = c;
      } else if (c == open) {
        open = 0;
      }
    }
    return open == '"';
  }

  /** Whether a text before a gap leaves it to the gap what the statement does. */
  static boolean isOpen(String before) {
    return before.length() < LONGEST && PREFIX.matcher(before).matches();
  }
}
