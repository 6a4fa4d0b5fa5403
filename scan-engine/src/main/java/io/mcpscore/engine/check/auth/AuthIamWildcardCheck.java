package io.mcpscore.engine.check.auth;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.FileRole;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code auth-iam-wildcard}: policies of clouds and clusters that allow everything, in templates
 * and in code that makes them.
 */
public final class AuthIamWildcardCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("auth-iam-wildcard");

  private static final Pattern FILE =
      Pattern.compile("(?i).*\\.(?:json|ya?ml|tf|template|hcl|ts|js|py|bicep)");

  /** All actions on all resources, in either order, a few lines apart at most. */
  private static final Pattern EVERYTHING =
      Pattern.compile(
          "(?<![A-Za-z])[\"']?(?:Action|actions|Actions)[\"']?\\s{0,4}[:=]\\s{0,20}\\[?\\s{0,40}(?:-\\s)?[\"']\\*[\"']"
              + "[^}]{0,200}?(?<![A-Za-z])[\"']?(?:Resource|resources|Resources)[\"']?\\s{0,4}[:=]\\s{0,20}\\[?\\s{0,40}(?:-\\s)?"
              + "[\"']\\*[\"']");

  private static final Pattern ADMINISTRATOR =
      Pattern.compile(
          "(?:arn:aws:iam::aws:policy/|fromAwsManagedPolicyName\\([\"']|from_aws_managed_policy_name\\([\"'])"
              + "AdministratorAccess"
              + "|(?:role|roleRef|name)\\s{0,4}[:=]\\s{0,4}[\"']?(?:cluster-admin\\b|roles/owner\\b)");
  private static final Pattern CLUSTER =
      Pattern.compile(
          "resources:\\s{0,4}\\[\\s{0,4}[\"']\\*[\"']\\s{0,4}]\\s{1,60}verbs:\\s{0,4}\\[\\s{0,4}[\"']\\*[\"']\\s{0,4}]");
  private static final String[] WORDS = {
    "Action", "actions", "AdministratorAccess", "cluster-admin", "roles/owner", "verbs:"
  };
  private static final int LARGEST = 400_000;

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    context.files().stream()
        .filter(f -> f.role() == FileRole.SOURCE || f.role() == FileRole.CONFIG)
        .filter(f -> f.text().bytes().length < LARGEST && FILE.matcher(f.path()).matches())
        .filter(f -> CallSites.mentions(f, WORDS))
        .forEach(f -> look(f, findings));
  }

  private static void look(SourceFile file, FindingSink findings) {
    String text = file.text().latin1();
    boolean policy = text.contains("ction") && (text.contains("\"*\"") || text.contains("'*'"));
    if (policy && !text.contains("\"Deny\"")) {
      report(file, EVERYTHING.matcher(text), findings);
    }
    if (text.contains("AdministratorAccess")
        || text.contains("cluster-admin")
        || text.contains("roles/owner")) {
      report(file, ADMINISTRATOR.matcher(text), findings);
    }
    if (text.contains("verbs:")) {
      Matcher rules = CLUSTER.matcher(text);
      while (rules.find()) {
        report(file, rules, OfferedRules.areOff(file, rules.start()), findings);
      }
    }
  }

  private static void report(SourceFile file, Matcher matcher, FindingSink findings) {
    while (matcher.find()) {
      report(file, matcher, false, findings);
    }
  }

  private static void report(SourceFile file, Matcher at, boolean off, FindingSink findings) {
    findings.report(
        new Draft(
            file,
            at.start(),
            at.end(),
            off ? Severity.INFO : Severity.MEDIUM,
            Evidence.PROVEN,
            off
                ? "Every right over everything is offered here, behind a switch that is off."
                : "The server is given every right over everything: whoever makes a tool misbehave"
                    + " has the whole account.",
            null,
            List.of(),
            List.of()));
  }
}
