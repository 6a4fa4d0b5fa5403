package io.mcpscore.engine.check.auth;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.program.SourceModule;
import java.util.stream.Stream;

/** Calls of the usual libraries for JSON web tokens, by what they do. */
final class JwtCalls {

  private static final String[] WORDS = {"jwt", "JWT", "jose", "Jwt", "jsonwebtoken"};

  private JwtCalls() {}

  /** Modules that have to do with such tokens. */
  static Stream<SourceModule> modules(CheckContext context) {
    return CallSites.modules(context).filter(m -> CallSites.mentions(m.file(), WORDS));
  }

  /** Whether a call reads a token, in Python with or without verification. */
  static boolean isPythonDecode(Call call) {
    return !call.module().file().language().isScript()
        && CallSites.name(call).equals("decode")
        && call.callee()
            .matches("(?:jwt|jose\\.jwt|authlib\\.jose\\.jwt|pyjwt)\\.decode|.{0,40}jwt\\.decode");
  }

  /** Whether a call reads a token without any verification, in scripts. */
  static boolean isScriptDecode(Call call) {
    return switch (call.callee()) {
      case "jsonwebtoken.decode",
          "jose.decodeJwt",
          "jwt-decode",
          "jwt-decode.jwtDecode",
          "jwt-decode.jwt_decode",
          "jwt-simple.decode",
          "jsonwebtoken.default.decode" ->
          true;
      default -> false;
    };
  }

  /** Whether a call verifies a token, in scripts. */
  static boolean isScriptVerify(Call call) {
    return switch (call.callee()) {
      case "jsonwebtoken.verify", "jose.jwtVerify", "jose.compactVerify", "hono/jwt.verify" -> true;
      default -> false;
    };
  }

  /** Whether a call makes a token. */
  static boolean isSign(Call call) {
    return switch (call.callee()) {
      case "jsonwebtoken.sign", "jwt.encode", "jose.jwt.encode", "hono/jwt.sign" -> true;
      default -> false;
    };
  }
}
