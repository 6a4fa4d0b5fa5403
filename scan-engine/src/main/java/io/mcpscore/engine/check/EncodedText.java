package io.mcpscore.engine.check;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.regex.TextPattern;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;

/** What encodings make of any text: letters and digits, and few signs (RFC 4648). */
final class EncodedText {

  private static final TextPattern HEX = TextPattern.of("^[0-9A-Fa-f]*$");
  private static final TextPattern BASE64 = TextPattern.of("^[A-Za-z0-9+/]*=*$");
  private static final TextPattern BASE64_FOR_URLS = TextPattern.of("^[A-Za-z0-9_-]*=*$");
  private static final TextPattern BASE32 = TextPattern.of("^[A-Z2-7]*=*$");

  private EncodedText() {}

  /** The form of what a call gives, or empty when it does not encode. */
  static Optional<TextPattern> of(SourceModule module, int call) {
    SyntaxTree tree = module.tree();
    if (call == NONE || !ExternalCalls.isCall(tree, call)) {
      return Optional.empty();
    }
    String name = Expressions.calledName(tree, call);
    int first = tree.unbracketed(tree.namedChild(tree.child(call, "arguments"), 0));
    String encoding =
        name.equals("toString") && Literals.isString(tree, first)
            ? Literals.content(tree, first)
            : name;
    return Optional.ofNullable(
        switch (encoding) {
          case "hex", "hexlify", "b16encode" -> HEX;
          case "base64", "btoa", "b64encode", "standard_b64encode" -> BASE64;
          case "base64url", "urlsafe_b64encode" -> BASE64_FOR_URLS;
          case "b32encode" -> BASE32;
          default -> null;
        });
  }
}
