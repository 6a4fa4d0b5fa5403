package io.mcpscore.engine.check.config;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Facts;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.client.ClientServer;
import io.mcpscore.engine.check.client.ClientServers;
import io.mcpscore.engine.format.Member;
import io.mcpscore.model.Severity;
import java.util.List;

/** {@code config-client-inline-secret}: secrets in client settings that are committed. */
public final class ConfigClientInlineSecretCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("config-client-inline-secret");
  private static final List<String> GROUPS = List.of("env", "headers", "http_headers");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (ClientServer server : ClientServers.of(context)) {
      for (String group : GROUPS) {
        for (Member m : server.all(group)) {
          value(
              server,
              m,
              m.name(),
              m.value().replaceFirst("^(?i:bearer|basic|token) +", ""),
              findings);
        }
      }
      List<Member> words = server.command();
      for (int i = 0; i < words.size(); i++) {
        String word = words.get(i).value();
        int equals = word.indexOf('=');
        if (word.startsWith("-") && equals > 0) {
          value(
              server,
              words.get(i),
              word.substring(0, equals),
              word.substring(equals + 1),
              findings);
        } else if (word.startsWith("--") && i + 1 < words.size()) {
          value(server, words.get(i + 1), word, words.get(i + 1).value(), findings);
        }
      }
    }
  }

  private static void value(
      ClientServer server, Member at, String name, String value, FindingSink findings) {
    String bare = name.replaceFirst("^-+", "");
    if (SecretWords.isSecretName(bare) && SecretWords.isLiteral(value)) {
      findings.report(
          Facts.secret(
              server.file(),
              at.start(),
              at.end(),
              value,
              Severity.HIGH,
              "The settings for "
                  + server.name()
                  + " hold the value of "
                  + bare
                  + ", and are committed."));
    }
  }
}
