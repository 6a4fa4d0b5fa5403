package io.mcpscore.engine.check.auth;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import java.util.regex.Pattern;

/**
 * {@code auth-tenant-from-caller}: the tenant that a tool works for, named by its caller in a
 * program that knows who calls.
 */
public final class AuthTenantFromCallerCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("auth-tenant-from-caller");
  private static final Pattern ARGUMENT =
      Pattern.compile("(?i)(?:tenant|org|organi[sz]ation|company)(?:_?(?:id|name|slug))?");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    CallerNamedRecords.named(context, ARGUMENT, "for which tenant the tool works")
        .forEach(findings::report);
  }
}
