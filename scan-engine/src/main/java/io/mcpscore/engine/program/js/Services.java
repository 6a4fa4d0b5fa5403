package io.mcpscore.engine.program.js;

import java.util.regex.Pattern;

/**
 * Containers of dependency injection, which give an object for the class that they are asked for.
 */
final class Services {

  private static final Pattern LOOK_UP =
      Pattern.compile(
          "(?:tsyringe|inversify|typedi|typescript-ioc|@nestjs/(?:core|common)|@angular/core"
              + "|injection-js|@needle-di/core)\\b[\\w.()/]{0,120}"
              + "\\.(?:resolve|resolveAsync|get|getAsync|create|inject)");

  private Services() {}

  /** Whether calling this gives an object of the class that is its first argument. */
  static boolean isLookUp(String qualifiedName) {
    return LOOK_UP.matcher(qualifiedName).matches();
  }
}
