package io.mcpscore.engine.check.auth;

import io.mcpscore.engine.check.http.Served;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.regex.Pattern;

/**
 * Which routes a web page of another site reaches with a request that browsers send without asking
 * the server first: what is in the body has to be read whatever its declared type is.
 */
final class SimpleRequests {

  private static final Pattern READS =
      Pattern.compile(
          "\\.json\\(\\)|\\.body\\(\\)|\\.form\\(\\)|\\.text\\(\\)|request\\.data\\b|force=True"
              + "|rfile\\.read|\\.on\\(\\s{0,9}[\"']data[\"']");
  private static final Pattern TYPE =
      Pattern.compile("(?i)content[-_]?type[\"'\\])]*\\s*(?:\\)|!|=|not|in|\\.)");

  private SimpleRequests() {}

  /** Whether one does. */
  static boolean reach(Served served) {
    if (served.verb().equals("WS")) {
      return true;
    }
    if (!served.verb().matches("POST|ANY")) {
      return false;
    }
    SourceModule module = served.handler().module();
    SyntaxTree tree = module.tree();
    String code = tree.text(served.handler().node());
    return READS.matcher(code).find() && !TYPE.matcher(code).find();
  }
}
